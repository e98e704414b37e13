package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The pair behind a PgBouncer that hands its few connections from transaction to transaction, connected to with the
 * parameters that the manifests for Kubernetes set.
 */
class PoolerIT {

    private static final int CONNECTIONS = 2;
    private static final int PEOPLE = 16;
    private static final int ROUNDS = 6;

    private static TestPair pair;
    private static PgBouncer pooler;

    @BeforeAll
    static void start() throws Exception {
        var program = PgBouncer.program();
        if (program.isEmpty()) {
            System.err.println(
                    "!!! PoolerIT is left out: there is no pgbouncer (Debian, Ubuntu: apt install pgbouncer).");
            assertTrue(System.getenv("CI") == null, "pgbouncer is needed in CI");
        }
        assumeTrue(program.isPresent());
        pair = TestPair.prepare(PoolerIT.class);
        var services = List.of(pair.auth(), pair.todo());
        pooler = PgBouncer.before(services, program.get(), CONNECTIONS);
        for (var service : services) {
            service.with("DB_MIGRATE", "false");
            assertEquals(0, service.command("migrate").ended().join());
            service.with("DB_URL", pooled(service).toString())
                    .with("PASSWORD_BCRYPT_COST", "10")
                    .start();
        }
        services.forEach(Service::awaitReady);
    }

    @AfterAll
    static void stop() {
        if (pair != null) {
            pair.close();
        }
        if (pooler != null) {
            pooler.close();
        }
    }

    @Test
    void manyPeopleOnFewConnectionsSeeTheirOwnTodosAndNoOthers() throws Exception {
        try (var threads = Executors.newFixedThreadPool(PEOPLE + 1)) {
            var people = new ArrayList<Future<?>>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(threads.submit(PoolerIT::live));
            }
            var stranger = threads.submit(untilDone(people));
            for (var person : people) {
                person.get();
            }
            assertTrue(stranger.get() > 0);
        }
        for (var service : List.of(pair.auth(), pair.todo())) {
            var role = service.settings().get("DB_USERNAME");
            assertTrue(backendsOf(role) <= CONNECTIONS, () -> role + " has " + backendsOf(role));
            assertTrue(mostUsed(service) > CONNECTIONS, () -> service.name() + " never used more than there are");
        }
    }

    /** A session from sign-up to deletion. */
    private static Void live() {
        var person = Person.signUp(pair);
        var kept = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            var title = "Of " + person.id() + " number " + round;
            var id = person.addTodo(title);
            kept.add(title);
            assertEquals(kept, titles(person));
            var renamed = title + ", renamed";
            person.todos("PATCH", "/" + id, "{\"title\": \"" + renamed + "\"}").expecting(200);
            kept.set(kept.size() - 1, renamed);
            assertEquals(kept, titles(person));
            person.refresh().expecting(200);
        }
        person.todos("DELETE", "", null).expecting(204);
        assertEquals(List.of(), titles(person));
        assertEquals(person.email(), person.me().expecting(200).json().getString("email"));
        assertEquals(person.id(), person.export().expecting(200).json().getString("account.id"));
        person.deleteAccount().expecting(204);
        return null;
    }

    /** Somebody with the application's password who says nothing of whose rows to see, on the connections of others. */
    private static Callable<Integer> untilDone(List<Future<?>> people) {
        return () -> {
            int looks = 0;
            var settings = pair.todo().settings();
            try (var connection = DriverManager.getConnection(
                            settings.get("DB_URL"), settings.get("DB_USERNAME"), settings.get("DB_PASSWORD"));
                    var statement = connection.createStatement()) {
                while (!people.stream().allMatch(Future::isDone)) {
                    try (var row = statement.executeQuery("select count(*) from todos")) {
                        row.next();
                        assertEquals(0, row.getInt(1), "somebody's setting outlived their transaction");
                    }
                    looks++;
                }
            }
            return looks;
        };
    }

    private static List<String> titles(Person person) {
        return person.todos("GET", "?sort=createdAt", null)
                .expecting(200)
                .json()
                .getList("title");
    }

    /** The address in the manifests, with this test's authority in place of the cluster's. */
    private static JdbcUrl pooled(Service service) throws Exception {
        var settings = Files.readString(
                Path.of(System.getProperty("tandem.project"), "k8s/base", service.name(), "settings.env"));
        var line = Pattern.compile("(?m)^DB_URL=(.*)$").matcher(settings);
        assertTrue(line.find());
        var parameters = JdbcUrl.parse(line.group(1)).parameters();
        assertEquals(
                Set.of("sslmode", "sslrootcert", "prepareThreshold"),
                Set.of(IntStream.range(0, 3)
                        .mapToObj(i -> parameters.split("&")[i].split("=")[0])
                        .toArray()));
        var own = parameters.replaceFirst("sslrootcert=[^&]+", "sslrootcert=" + pooler.authority());
        return pooler.in(JdbcUrl.parse(service.settings().get("DB_URL"))).with(own);
    }

    private static long backendsOf(String role) {
        try (var connection = pair.superuser("postgres");
                var statement =
                        connection.prepareStatement("select count(*) from pg_stat_activity where usename = ?")) {
            statement.setString(1, role);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double mostUsed(Service service) {
        return Metrics.values(service, "agroal_max_used_count").max().orElseThrow();
    }
}
