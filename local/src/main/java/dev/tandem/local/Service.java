package dev.tandem.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One of the two services: how it is started, and its current run, which may be ended and started anew. */
public final class Service {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;

    private final String name;
    private final Path module;
    private final Packaging packaging;
    private final int port;
    private final int managementPort;
    private final Consumer<String> lines;
    private final Map<String, String> settings = new HashMap<>();
    private volatile ServiceProcess process;

    Service(String name, Path module, Packaging packaging, int port, int managementPort, Consumer<String> lines) {
        this.name = name;
        this.module = module;
        this.packaging = packaging;
        this.port = port;
        this.managementPort = managementPort;
        this.lines = lines;
        with("HTTP_PORT", Integer.toString(port));
        with("MANAGEMENT_PORT", Integer.toString(managementPort));
    }

    public String name() {
        return name;
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    public URI management() {
        return URI.create("http://localhost:" + managementPort);
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

    /** Starts the service without waiting for it. */
    public ServiceProcess start() {
        if (isRunning()) {
            throw new IllegalStateException(name + " is running already");
        }
        process = ServiceProcess.start(packaging.command(module), settings, lines);
        return process;
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
                .filter(Service::answers)
                .findFirst();
    }

    CompletableFuture<Integer> ended() {
        return process.ended();
    }

    private static boolean answers(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
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
