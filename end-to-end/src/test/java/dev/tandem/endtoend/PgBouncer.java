package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;

import dev.tandem.local.LocalCertificate;
import dev.tandem.local.Ports;
import dev.tandem.local.Service;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real PgBouncer that shares a few connections to PostgreSQL between transactions, over TLS as in a cluster. */
final class PgBouncer implements AutoCloseable {

    /** PgBouncer refuses to be root. */
    private static final String UNPRIVILEGED = "nobody";

    private final Path directory;
    private final int port = Ports.anyFree();
    private final LocalCertificate certificate;
    private final Process process;

    private PgBouncer(Path program, int connections, Map<String, String> databases, Map<String, String> passwords)
            throws Exception {
        directory = Files.createTempDirectory("tandem-pgbouncer");
        certificate = LocalCertificate.in(directory);
        var users = Files.write(
                directory.resolve("users.txt"),
                passwords.entrySet().stream()
                        .map(user -> "\"" + user.getKey() + "\" \"" + user.getValue() + "\"")
                        .toList());
        var settings = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                %s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits,options
                client_tls_sslmode = require
                client_tls_cert_file = %s
                client_tls_key_file = %s
                """.formatted(
                        databases.entrySet().stream()
                                .map(database -> database.getKey() + " = " + database.getValue())
                                .collect(Collectors.joining("\n")),
                        port,
                        users,
                        connections,
                        certificate.certificate(),
                        certificate.key()));
        var command = new ArrayList<>(List.of(program.toString(), "--quiet", settings.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=" + UNPRIVILEGED);
            giveAway();
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(TestPair.logOf(PoolerIT.class, "pgbouncer").toFile())
                .start();
        eventually("PgBouncer listens", this::isListening);
    }

    /** Where Debian and others put it, if it is there. */
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param connections to PostgreSQL at most, for each service */
    static PgBouncer before(List<Service> services, Path program, int connections) throws Exception {
        var settings = services.stream().map(Service::settings).toList();
        return new PgBouncer(
                program,
                connections,
                settings.stream()
                        .map(one -> JdbcUrl.parse(one.get("DB_URL")))
                        .collect(Collectors.toMap(
                                JdbcUrl::database,
                                url -> "host=%s port=%d dbname=%s".formatted(url.host(), url.port(), url.database()))),
                settings.stream()
                        .collect(Collectors.toMap(one -> one.get("DB_USERNAME"), one -> one.get("DB_PASSWORD"))));
    }

    /** The same database through this. */
    JdbcUrl in(JdbcUrl url) {
        return new JdbcUrl("localhost", port, url.database(), url.parameters());
    }

    /** What to trust its certificate by. */
    Path authority() {
        return certificate.authority();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        Directories.delete(directory);
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer ended with exit code " + process.exitValue());
        }
        try (var _ = new Socket("localhost", port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void giveAway() throws IOException {
        UserPrincipal owner =
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED);
        try (var files = Files.walk(directory)) {
            for (var file : files.toList()) {
                Files.setOwner(file, owner);
            }
        }
    }
}
