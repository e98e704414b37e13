package dev.tandem.endtoend;

import dev.tandem.local.LocalCertificate;
import dev.tandem.local.LocalPostgres;
import dev.tandem.local.Packaging;
import dev.tandem.local.Pair;
import dev.tandem.local.Ports;
import dev.tandem.local.Secrets;
import dev.tandem.local.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A pair of its own for a test, on free ports and empty databases; its logs are kept in target/service-logs. */
public final class TestPair implements AutoCloseable {

    private static final Path PROJECT =
            Path.of(System.getProperty("tandem.project")).toAbsolutePath().normalize();
    private static final Packaging PACKAGING =
            Packaging.valueOf(System.getProperty("tandem.packaging").toUpperCase(Locale.ROOT));

    /** For JVMs that live for a minute among others on few cores; native executables ignore them. */
    private static final String JVM_OPTIONS = "-XX:+UseSerialGC " + System.getProperty("tandem.jvm-options", "");

    private static final List<String> LIMITS_OF_AUTH = List.of(
            "THROTTLE_LOGINS_PER_NETWORK",
            "THROTTLE_SIGNUPS",
            "THROTTLE_SESSIONS",
            "WRITES_PER_NETWORK",
            "WRITES_PER_ACCOUNT",
            "THROTTLE_MAIL_REQUESTS");
    private static final List<String> LIMITS_OF_TODO = List.of("WRITES_PER_ACCOUNT", "WRITES_PER_NETWORK");

    private final String name;
    private final Path directory;
    private final Ports ports = Ports.free();
    private final Secrets secrets;
    private final Pair pair;
    private final List<Service> replicas = new ArrayList<>();
    private LocalPostgres postgres;

    private TestPair(String name, Path project, Packaging packaging) throws IOException {
        this.name = name;
        directory = Files.createTempDirectory("tandem-" + name);
        secrets = Secrets.in(directory.resolve("secrets"));
        startPostgres();
        pair = Pair.of(project, packaging, ports, postgres, secrets, mail(), service -> log(name, service));
        // Everybody here calls from one address, and often.
        LIMITS_OF_AUTH.forEach(limit -> pair.auth().with(limit, "1000000/1d"));
        LIMITS_OF_TODO.forEach(limit -> pair.todo().with(limit, "1000000/1s"));
    }

    /** With the limits that a deployment has if it sets none. */
    public TestPair withDefaultLimits() {
        LIMITS_OF_AUTH.forEach(pair.auth()::without);
        LIMITS_OF_TODO.forEach(pair.todo()::without);
        return this;
    }

    /** A pair that is not running yet. */
    static TestPair prepare(Class<?> test) {
        return prepare(test.getSimpleName());
    }

    /** A pair that several tests share and that is not running yet. */
    public static TestPair prepare(String name) {
        var prepared = prepare(name, PROJECT, PACKAGING);
        prepared.auth().with("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        prepared.todo().with("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        return prepared;
    }

    /** A pair as it was packaged in the checkout {@code project} and as it runs by itself, not running yet. */
    public static TestPair prepare(String name, Path project, Packaging packaging) {
        try {
            return new TestPair(name, project, packaging);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pair that is ready. */
    static TestPair start(Class<?> test) {
        var pair = prepare(test);
        try {
            pair.start();
            return pair;
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    /** A pair that is ready, both services behind TLS. */
    static TestPair startHttps(Class<?> test) {
        var pair = prepare(test);
        try {
            pair.overHttps().start();
            return pair;
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    public TestPair overHttps() {
        pair.overHttps(certificate());
        return this;
    }

    /** All tests' own. */
    public static LocalCertificate certificate() {
        return Https.CERTIFICATE;
    }

    /** Returns when both are ready. */
    public void start() {
        pair.start();
    }

    public Service auth() {
        return pair.auth();
    }

    public Service todo() {
        return pair.todo();
    }

    /** Another instance of {@code service}, as that one is set up now; not started. */
    Service replicaOf(Service service) {
        var free = Ports.free();
        var log = service.name() + "-" + (replicas.size() + 2);
        var replica = service.replica(free.auth(), free.authManagement(), log(name, log));
        replicas.add(replica);
        return replica;
    }

    /** A look behind the services' backs. */
    public Connection superuser(String database) throws SQLException {
        return postgres.superuser(database);
    }

    /** How many mails to this address have landed. */
    long mailsTo(String email) {
        return mails(email).size();
    }

    /** The token of a link to {@code page} in a mail to this address, once it has landed. */
    String mailedToken(String email, String page) {
        return mailedLink(email, page).getFragment().substring("token=".length());
    }

    /** The link to {@code page} in a mail to this address, once it has landed. */
    public URI mailedLink(String email, String page) {
        var link = Pattern.compile("https?://\\S+/" + page + "#token=[\\w-]+");
        var found = new AtomicReference<URI>();
        Eventually.eventually("a link to " + page + " lands", () -> {
            for (var mail : mails(email)) {
                var written = link.matcher(mail);
                if (written.find()) {
                    found.set(URI.create(written.group()));
                }
            }
            return found.get() != null;
        });
        return found.get();
    }

    /** What has landed for this address. */
    private List<String> mails(String email) {
        var mails = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(mail(), "*.eml")) {
            for (var file : files) {
                var mail = Files.readString(file);
                if (mail.lines().anyMatch(("To: " + email)::equals)) {
                    mails.add(mail);
                }
            }
        } catch (NoSuchFileException _) {
            // The first one makes the folder.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mails;
    }

    /** Made when the first test of this process asks for it. */
    private static final class Https {

        static final LocalCertificate CERTIFICATE = LocalCertificate.in(PROJECT.resolve(
                "end-to-end/target/tls-" + ProcessHandle.current().pid()));
    }

    private Path mail() {
        return directory.resolve("mail");
    }

    void startPostgres() {
        postgres = LocalPostgres.persistent(
                directory.resolve("postgres"), ports.postgres(), secrets.get("postgres-password"));
    }

    /** The process id of PostgreSQL. */
    public long postgresPid() {
        return postgres.pid();
    }

    void stopPostgres() {
        postgres.close();
    }

    @Override
    public void close() {
        var running = replicas.stream().filter(Service::isRunning).toList();
        running.forEach(Service::terminate);
        pair.close();
        running.forEach(Service::awaitEnd);
        postgres.close();
        Directories.delete(directory);
    }

    public static Path project() {
        return PROJECT;
    }

    /** What one of a test's services has written. */
    static Path logOf(Class<?> test, String service) {
        return logOf(test.getSimpleName(), service);
    }

    private static Path logOf(String test, String service) {
        return PROJECT.resolve("end-to-end/target/service-logs/" + test + "-" + service + ".log");
    }

    private static Consumer<String> log(String test, String service) {
        try {
            var path = logOf(test, service);
            Files.createDirectories(path.getParent());
            var file = new PrintWriter(Files.newBufferedWriter(path), true);
            return file::println;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
