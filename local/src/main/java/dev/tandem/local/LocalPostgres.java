package dev.tandem.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A real PostgreSQL from Maven's binaries: no Docker, no root, listening on loopback only and asking every role for
 * its password.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final String MAJOR_VERSION = "18";
    private static final Duration STARTUP_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Path directory;
    private final String superuserPassword;

    private LocalPostgres(EmbeddedPostgres server, Path directory, String superuserPassword) {
        this.server = server;
        this.directory = directory;
        this.superuserPassword = superuserPassword;
    }

    /** A server on a free port whose data goes away with it. */
    public static LocalPostgres temporary() {
        try {
            var directory = Files.createTempDirectory("tandem-postgres");
            var builder = EmbeddedPostgres.builder().setRegisterShutdownHook(true);
            return start(builder, directory, ProcessBuilder.Redirect.DISCARD, randomPassword());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server whose data stays in {@code directory} between runs and survives a crash of the machine. */
    public static LocalPostgres persistent(Path directory, int port, String superuserPassword) {
        var log = directory.resolveSibling(directory.getFileName() + ".log");
        try {
            Files.deleteIfExists(log);
            discardIfNeverStarted(directory);
            requireSameMajorVersion(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on");
        try {
            return start(builder, directory, ProcessBuilder.Redirect.appendTo(log.toFile()), superuserPassword);
        } catch (RuntimeException e) {
            throw new IllegalStateException("PostgreSQL did not start (" + e.getMessage() + "), see " + log, e);
        }
    }

    private static LocalPostgres start(
            EmbeddedPostgres.Builder builder, Path directory, ProcessBuilder.Redirect log, String superuserPassword) {
        try {
            builder.setDataDirectory(directory)
                    .setConnectConfig("password", superuserPassword)
                    .setServerConfig("listen_addresses", "localhost")
                    .setServerConfig("unix_socket_directories", "")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setPGStartupWait(STARTUP_LIMIT)
                    .setErrorRedirector(log)
                    .setOutputRedirector(log);
            var server = PostgresPrograms.start(builder);
            var postgres = new LocalPostgres(server, directory, superuserPassword);
            postgres.requirePasswords();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** The database called {@code name} with its owner and application roles, made where they are missing. */
    public ServiceDatabase database(String name, String ownerPassword, String applicationPassword) {
        var database = new ServiceDatabase(
                "jdbc:postgresql://localhost:" + port() + "/" + name,
                name + "_owner",
                ownerPassword,
                name + "_app",
                applicationPassword);
        try (var connection = superuser("postgres")) {
            // The passwords are random: rounds of hashing add nothing to them, and to each new connection their time.
            run(connection, "set scram_iterations = 1");
            ensureRole(connection, database.owner(), ownerPassword);
            ensureRole(connection, database.application(), applicationPassword);
            if (isMissing(connection, "select from pg_database where datname = '" + name + "'")) {
                run(connection, "create database " + name + " owner " + database.owner());
                run(connection, "revoke all on database " + name + " from public");
                run(connection, "grant connect on database " + name + " to " + database.application());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not prepare database " + name, e);
        }
        return database;
    }

    /** The database called {@code name}, its roles with passwords of their own. */
    public ServiceDatabase database(String name) {
        return database(name, randomPassword(), randomPassword());
    }

    /** A connection that bypasses every permission, for looking at what is really stored. */
    public Connection superuser(String database) throws SQLException {
        return server.getDatabase("postgres", database, Map.of("password", superuserPassword))
                .getConnection();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process id of the server, whose children serve its connections. */
    public long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(directory.resolve("postmaster.pid")).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes when the server has ended, for whatever reason. */
    CompletableFuture<Void> ended() {
        return ProcessHandle.of(pid())
                .map(process -> process.onExit().thenAccept(_ -> {}))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** An initdb that was interrupted leaves a directory that can neither be used nor initialised. */
    private static void discardIfNeverStarted(Path directory) throws IOException {
        if (Files.notExists(directory) || Files.exists(directory.resolve("postmaster.opts"))) {
            return;
        }
        PrivateFiles.delete(directory);
    }

    private static void requireSameMajorVersion(Path directory) throws IOException {
        var versionFile = directory.resolve("PG_VERSION");
        if (Files.exists(versionFile) && !Files.readString(versionFile).strip().equals(MAJOR_VERSION)) {
            throw new CannotRun(
                    "%s was written by PostgreSQL %s, and this is %s: dump it with that one, or remove it to start afresh."
                            .formatted(directory, Files.readString(versionFile).strip(), MAJOR_VERSION));
        }
    }

    /** initdb leaves every local user trusted; from here on each role has to show its password. */
    private void requirePasswords() throws IOException {
        var hostBasedAuthentication = directory.resolve("pg_hba.conf");
        var passwordsOnly = "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";
        if (Files.readString(hostBasedAuthentication).equals(passwordsOnly)) {
            return;
        }
        try (var connection = superuser("postgres")) {
            run(connection, "alter role postgres password '" + superuserPassword + "'");
            var unfinished = Files.writeString(directory.resolve("pg_hba.new"), passwordsOnly);
            Files.move(unfinished, hostBasedAuthentication, StandardCopyOption.ATOMIC_MOVE);
            run(connection, "select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("Could not set up password authentication", e);
        }
    }

    private static void ensureRole(Connection connection, String role, String password) throws SQLException {
        if (isMissing(connection, "select from pg_roles where rolname = '" + role + "'")) {
            run(connection, "create role " + role + " login nosuperuser nocreatedb nocreaterole nobypassrls");
        }
        run(connection, "alter role " + role + " password '" + password + "'");
    }

    private static boolean isMissing(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String randomPassword() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
