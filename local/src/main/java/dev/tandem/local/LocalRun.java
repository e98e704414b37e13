package dev.tandem.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code ./dev run}: the pair and its PostgreSQL on this machine until Ctrl-C. */
public final class LocalRun {

    private final Console console;
    private final Path project;
    private final Path data;
    private final Packaging packaging;
    private final Set<String> options;
    private final Ports ports;
    private final Leftovers leftovers;

    private volatile boolean stopping;
    private LocalPostgres postgres;
    private Secrets secrets;
    private Pair pair;
    private Optional<LocalCertificate> certificate = Optional.empty();
    private Optional<Demo> demo = Optional.empty();

    private LocalRun(Console console, Path project, Path data, Packaging packaging, Set<String> options) {
        this.console = console;
        this.project = project;
        this.data = data;
        this.packaging = packaging;
        this.options = options;
        this.ports = Ports.from(System.getenv());
        this.leftovers = new Leftovers(data);
    }

    /**
     * Runs until it is told to stop.
     *
     * @param args the project's directory, {@code jar} or {@code native}, and any of {@code https} and {@code demo}
     */
    public static void main(String[] args) throws IOException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var console = new Console(out, Boolean.getBoolean("tandem.colour"));
        var project = Path.of(args[0]);
        var packaging = Packaging.valueOf(args[1].toUpperCase(Locale.ROOT));
        var options = Set.of(Arrays.copyOfRange(args, 2, args.length));
        var data = PrivateFiles.directory(project.resolve(".data"));
        // Held until the process ends, however it ends.
        try (var lock =
                FileChannel.open(data.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new CannotRun(
                        "The pair is already running from this directory. Stop it with Ctrl-C where it runs.");
            }
            System.exit(new LocalRun(console, project, data, packaging, options).run());
        } catch (CannotRun e) {
            console.emphasise(e.getMessage());
            System.exit(1);
        }
    }

    private int run() {
        var began = Instant.now();
        if (leftovers.stop()) {
            console.say("Stopped what an earlier run had left behind.");
        }
        PortCheck.requireFree(ports);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            startPostgres();
            startServices();
            pair.services().forEach(Service::awaitReady);
            demo = options.contains("demo") ? Optional.of(Demo.on(pair, secrets, client())) : Optional.empty();
        } catch (IllegalStateException e) {
            return stopping ? 0 : failed(e.getMessage());
        }
        announce(Duration.between(began, Instant.now()));
        return awaitFirstEnd();
    }

    private synchronized void startPostgres() {
        requireGoingOn();
        var directory = data.resolve("postgres");
        var secretsDirectory = data.resolve("secrets");
        if (Files.exists(directory) && Files.notExists(secretsDirectory)) {
            throw new CannotRun("""
                    %s is gone, and without it the data in %s cannot be read.
                      Put it back, or start afresh: rm -r %s""".formatted(secretsDirectory, directory, data));
        }
        console.say("Starting PostgreSQL on port " + ports.postgres() + " …");
        secrets = Secrets.in(secretsDirectory);
        postgres = LocalPostgres.persistent(directory, ports.postgres(), secrets.get("postgres-password"));
    }

    private synchronized void startServices() {
        requireGoingOn();
        console.say("Starting auth-service and todo-service …");
        pair = Pair.of(project, packaging, ports, postgres, secrets, mail(), console::prefixed);
        if (options.contains("https")) {
            certificate = Optional.of(LocalCertificate.in(data.resolve("tls")));
            certificate.ifPresent(pair::overHttps);
        }
        for (var service : pair.services()) {
            leftovers.remember(service.start().handle());
        }
    }

    /** What starts after the stop began would be left running. */
    private void requireGoingOn() {
        if (stopping) {
            throw new IllegalStateException("Stopping");
        }
    }

    private int awaitFirstEnd() {
        var firstEnd = new CompletableFuture<String>();
        for (var service : pair.services()) {
            service.ended()
                    .thenAccept(code -> firstEnd.complete(service.name() + " ended by itself, exit code " + code));
        }
        postgres.ended().thenRun(() -> firstEnd.complete("PostgreSQL ended by itself"));
        var reason = firstEnd.join();
        return stopping ? 0 : failed(reason);
    }

    private int failed(String reason) {
        console.emphasise(reason + ". Stopping the rest.");
        return 1;
    }

    /** Services first, so that they can finish what they are doing on a database that still answers. */
    private void stop() {
        stopping = true;
        synchronized (this) {
            console.say("");
            console.say("Stopping; requests in flight are finished first …");
            if (pair != null) {
                pair.close();
            }
            if (postgres != null) {
                postgres.close();
            }
            leftovers.forget();
            console.say("Stopped.");
        }
    }

    private HttpClient client() {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        certificate.map(LocalCertificate::trusted).ifPresent(client::sslContext);
        return client.build();
    }

    private Path mail() {
        return data.resolve("mail");
    }

    private void announce(Duration taken) {
        console.say("");
        console.emphasise("  Ready in %.1f s".formatted(taken.toMillis() / 1000.0));
        console.say("");
        row("Browser app", pair.todo().address().toString());
        row("To-dos", pair.todo().address() + "/api/todos");
        row("Accounts", pair.auth().address() + "/auth");
        for (var service : pair.services()) {
            service.swaggerUi().ifPresent(address -> row("Try " + service.name(), address.toString()));
        }
        for (var service : pair.services()) {
            row("Watch " + service.name(), service.management() + "/q/health  and  /q/metrics");
        }
        row("Mails", mail() + "  (each is named here when it lands)");
        row("Data", data + "  (secrets included; without it everything starts afresh)");
        certificate.ifPresent(
                made -> row("Certificate", made.authority() + "  (the authority to trust in the browser)"));
        demo.ifPresent(account -> row("Demo account", account.email() + "  " + account.password()));
        console.say("");
        console.say("  Ctrl-C stops everything.");
        console.say("");
    }

    private void row(String label, String value) {
        console.say("  %-20s %s".formatted(label, value));
    }
}
