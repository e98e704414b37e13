package dev.tandem.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;

/** One of the two services: how it is started, and its current run, which may be ended and started anew. */
public final class Service {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;

    private final String name;
    private final Path module;
    private final Packaging packaging;
    private final int port;
    private final int managementPort;
    private final Consumer<String> lines;
    private final Map<String, String> settings = new HashMap<>();
    private List<String> launcher = List.of();
    private LocalCertificate certificate;
    private volatile ServiceProcess process;

    Service(String name, Path module, Packaging packaging, int port, int managementPort, Consumer<String> lines) {
        this(name, module, packaging, Map.of(), port, managementPort, lines);
    }

    private Service(
            String name,
            Path module,
            Packaging packaging,
            Map<String, String> settings,
            int port,
            int managementPort,
            Consumer<String> lines) {
        this.name = name;
        this.module = module;
        this.packaging = packaging;
        this.port = port;
        this.managementPort = managementPort;
        this.lines = lines;
        with(settings);
        with("HTTP_PORT", Integer.toString(port));
        with("MANAGEMENT_PORT", Integer.toString(managementPort));
    }

    public String name() {
        return name;
    }

    public URI address() {
        return URI.create((certificate == null ? "http" : "https") + "://localhost:" + port);
    }

    public URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    /** The same port serves HTTPS in the runs to come. */
    void overHttps(LocalCertificate certificate) {
        this.certificate = certificate;
        // By a name of its own, so that the management port goes on speaking plain HTTP to its probes.
        with("QUARKUS_HTTP_TLS_CONFIGURATION_NAME", "https")
                .with(
                        "QUARKUS_TLS__HTTPS__KEY_STORE_PEM__0__CERT",
                        certificate.certificate().toString())
                .with(
                        "QUARKUS_TLS__HTTPS__KEY_STORE_PEM__0__KEY",
                        certificate.key().toString())
                .with("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled")
                .with("QUARKUS_HTTP_SSL_PORT", Integer.toString(port))
                // Browsers would hold every other server on localhost to it for a year.
                .with("STRICT_TRANSPORT_SECURITY", "max-age=0");
    }

    /** Sets an environment variable for the runs to come. */
    public Service with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    /** Leaves an environment variable out of the runs to come. */
    public Service without(String variable) {
        settings.remove(variable);
        return this;
    }

    /** What the runs to come are given. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    Service with(Map<String, String> variables) {
        settings.putAll(variables);
        return this;
    }

    /** Has {@code command} start the runs to come, by becoming what its arguments name, as taskset does. */
    public Service launchedBy(List<String> command) {
        launcher = List.copyOf(command);
        return this;
    }

    /** Starts the service without waiting for it. */
    public ServiceProcess start() {
        if (isRunning()) {
            throw new IllegalStateException(name + " is running already");
        }
        var command = new ArrayList<>(launcher);
        command.addAll(packaging.command(module));
        process = ServiceProcess.start(command, settings, lines);
        return process;
    }

    /** The process id of the current run. */
    public long pid() {
        return process.handle().pid();
    }

    /** Another instance, as this one is set up now but on ports of its own; not started. */
    public Service replica(int port, int managementPort, Consumer<String> lines) {
        var replica = new Service(name, module, packaging, settings, port, managementPort, lines).launchedBy(launcher);
        if (certificate != null) {
            replica.overHttps(certificate);
        }
        return replica;
    }

    /** Runs one of the operators' commands beside the service, with the same settings. */
    public ServiceProcess command(String... arguments) {
        var command = new ArrayList<>(packaging.command(module));
        command.addAll(List.of(arguments));
        return ServiceProcess.start(command, settings, lines);
    }

    /** Returns when the service says it is ready; throws with its last words when it ends before. */
    public void awaitReady() {
        var deadline = Instant.now().plus(READY_LIMIT);
        while (!isReady()) {
            if (!isRunning()) {
                throw new IllegalStateException(name + " ended before it was ready, with exit code "
                        + process.ended().join());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(name + " was not ready within " + READY_LIMIT.toSeconds() + " s");
            }
            pause();
        }
    }

    public boolean isReady() {
        return answers(management().resolve("/q/health/ready"));
    }

    public boolean isLive() {
        return answers(management().resolve("/q/health/live"));
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Lets requests in flight finish; returns the exit code. */
    public int stop() {
        terminate();
        return awaitEnd();
    }

    /** Asks the service to finish what it is doing and to end, and returns at once. */
    public void terminate() {
        process.terminate();
    }

    /** Waits for the end; returns the exit code. */
    public int awaitEnd() {
        return process.awaitEnd(DRAIN_LIMIT);
    }

    /** {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** Where the interactive API documentation is served, if it is. */
    Optional<URI> swaggerUi() {
        return Stream.of(address(), management())
                .map(base -> base.resolve("/q/swagger-ui/"))
                .filter(this::answers)
                .findFirst();
    }

    CompletableFuture<Integer> ended() {
        return process.ended();
    }

    private boolean answers(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            if (connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(certificate.trusted().getSocketFactory());
            }
            connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
            connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
