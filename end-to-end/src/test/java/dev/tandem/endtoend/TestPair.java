package dev.tandem.endtoend;

import dev.tandem.local.LocalPostgres;
import dev.tandem.local.Packaging;
import dev.tandem.local.Pair;
import dev.tandem.local.Ports;
import dev.tandem.local.Secrets;
import dev.tandem.local.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** A pair of its own for a test, on free ports and empty databases; its logs are kept in target/service-logs. */
final class TestPair implements AutoCloseable {

    private static final Path PROJECT =
            Path.of(System.getProperty("tandem.project")).toAbsolutePath().normalize();
    private static final Packaging PACKAGING =
            Packaging.valueOf(System.getProperty("tandem.packaging").toUpperCase(Locale.ROOT));

    private final Path directory;
    private final Ports ports = Ports.free();
    private final Secrets secrets;
    private final Pair pair;
    private LocalPostgres postgres;

    private TestPair(String name) throws IOException {
        directory = Files.createTempDirectory("tandem-" + name);
        secrets = Secrets.in(directory.resolve("secrets"));
        startPostgres();
        pair = Pair.of(PROJECT, PACKAGING, ports, postgres, secrets, service -> log(name, service));
    }

    /** A pair that is not running yet. */
    static TestPair prepare(Class<?> test) {
        try {
            return new TestPair(test.getSimpleName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pair that is ready. */
    static TestPair start(Class<?> test) {
        var pair = prepare(test);
        try {
            pair.pair.start();
            return pair;
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    Service auth() {
        return pair.auth();
    }

    Service todo() {
        return pair.todo();
    }

    void startPostgres() {
        postgres = LocalPostgres.persistent(
                directory.resolve("postgres"), ports.postgres(), secrets.get("postgres-password"));
    }

    void stopPostgres() {
        postgres.close();
    }

    @Override
    public void close() {
        pair.close();
        postgres.close();
        Directories.delete(directory);
    }

    private static Consumer<String> log(String test, String service) {
        try {
            var logs = Files.createDirectories(PROJECT.resolve("end-to-end/target/service-logs"));
            var file = new PrintWriter(Files.newBufferedWriter(logs.resolve(test + "-" + service + ".log")), true);
            return file::println;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
