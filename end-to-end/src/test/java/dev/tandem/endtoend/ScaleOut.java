package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * {@code ./dev chaos}: three instances of each service behind a load balancer on one PostgreSQL, and what may happen to
 * them under load. Minutes long, and not part of the other tests.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScaleOut {

    private static final int INSTANCES = 3;
    private static final int PEOPLE = 12;
    private static final int ENDED_SESSIONS = 30;
    private static final Duration MINUTE = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 60));
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final Duration PROMISED = Duration.ofSeconds(2);

    private static final List<String> REPORT = new ArrayList<>(List.of(
            "| what happened | answers | failed attempts | logged out | to-dos lost | p50 ms | p99 ms | longest ms | |",
            "|---|---|---|---|---|---|---|---|---|"));

    private static TestPair pair;
    private static LoadBalancer balancer;
    private static Replicas auths;
    private static Replicas todos;
    private static AuthDatabase database;
    private static Crowd crowd;
    private static Person witness;

    @BeforeAll
    static void start() throws Exception {
        pair = TestPair.prepare(ScaleOut.class);
        balancer = new LoadBalancer();
        for (var service : List.of(pair.auth(), pair.todo())) {
            service.with("AUTH_ISSUER", balancer.auth().toString())
                    .with("DB_POOL_SIZE", "8")
                    .with("SHUTDOWN_DELAY", "2s");
        }
        pair.auth().with("TODO_SERVICE_URL", balancer.todo().toString()).with("TRUSTED_PROXIES", "127.0.0.1");
        pair.todo()
                .with("AUTH_REVOCATIONS_URL", balancer.feed() + "/revocations")
                .with("TRUSTED_PROXIES", "127.0.0.1");
        auths = Replicas.of(pair, pair.auth(), INSTANCES);
        todos = Replicas.of(pair, pair.todo(), INSTANCES);
        balancer.start(auths, todos);
        auths.start();
        todos.start();
        balancer.awaitAll(auths, todos);
        database = new AuthDatabase(pair);
        witness = signUp();
        crowd = new Crowd(IntStream.range(0, PEOPLE)
                .mapToObj(_ -> new Device(balancer.auth(), balancer.todo(), signUp()))
                .toList());
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
        pair.close();
        var report = Path.of("target", "chaos.md");
        Files.write(report, REPORT);
        System.out.println();
        REPORT.forEach(System.out::println);
        System.out.println();
        System.out.println("to-dos promised and found: " + crowd.promised());
    }

    @Test
    @Order(1)
    void nothingHappens() throws Exception {
        var tally = crowd.during(_ -> pause(MINUTE.dividedBy(3)));
        report("nothing", tally, "");
        assertEquals(Map.of(), tally.failures());
    }

    @Test
    @Order(2)
    void aRollingRestartFailsNoRequest() throws Exception {
        var began = Instant.now();
        var tally = crowd.during(_ -> restartInTurn());
        report("rolling restart of all six", tally, "took " + seconds(since(began)));
        assertEquals(Map.of(), tally.failures());
    }

    @Test
    @Order(3)
    void aNewPasswordForTheDatabaseFailsNoRequest() throws Exception {
        var tally = crowd.during(_ -> {
            for (var service : List.of(pair.auth(), pair.todo())) {
                var password = UUID.randomUUID().toString();
                alterRole(service.settings().get("DB_USERNAME"), password);
                instances().stream()
                        .filter(instance -> instance.name().equals(service.name()))
                        .forEach(instance -> instance.with("DB_PASSWORD", password));
            }
            restartInTurn();
        });
        report("database passwords changed, then a rolling restart", tally, "");
        assertEquals(Map.of(), tally.failures());
    }

    @Test
    @Order(4)
    void aKeyRotationRefusesNoToken() throws Exception {
        var before = database.key("current");
        var next = database.key("next");
        var tally = crowd.during(meanwhile -> {
            goesOn(meanwhile, 200);
            database.letTheNextKeySign();
            assertEquals(0, auths.get(0).command("keys", "rotate").awaitEnd(Duration.ofMinutes(2)));
            eventually(
                    "all instances sign with the next key",
                    () -> auths.all().stream().allMatch(auth -> next.equals(Jwt.keyId(token(auth)))));
            goesOn(meanwhile, 500);
        });
        report("signing key rotated", tally, "");
        assertNotEquals(before, database.key("current"));
        assertEquals(Map.of(), tally.failures());
    }

    @Test
    @Order(5)
    void throttlesCountOverAllInstances() throws Exception {
        var checked = new ArrayList<Integer>();
        var tally = crowd.during(_ -> {
            var person = signUp();
            var guesses = IntStream.range(0, 40)
                    .mapToObj(_ -> Call.post(balancer.auth(), "/auth/login", """
                                    {"email": "%s", "password": "not the password"}""".formatted(person.email()))
                            .with("X-Forwarded-For", "198.51.100.7")
                            .sendAsync())
                    .toList();
            guesses.forEach(guess -> checked.add(guess.join().status()));
        });
        report(
                "40 wrong passwords at once",
                tally,
                "checked: " + checked.stream().filter(status -> status == 401).count());
        assertEquals(10, checked.stream().filter(status -> status == 401).count(), checked::toString);
        assertEquals(30, checked.stream().filter(status -> status == 429).count(), checked::toString);
    }

    @Test
    @Order(6)
    void anEndedSessionEndsAtEveryInstance() throws Exception {
        var taken = new Tally();
        var tally = crowd.during(_ -> {
            var person = signUp();
            for (int i = 0; i < ENDED_SESSIONS; i++) {
                var login = person.logIn().expecting(200);
                todos.all().forEach(todo -> assertEquals(200, list(todo, login).status()));
                Call.post(balancer.auth(), "/auth/logout", "{\"refresh_token\": \"" + login.refreshToken() + "\"}")
                        .send()
                        .expecting(204);
                var ended = System.nanoTime();
                eventually(
                        "every instance refuses it",
                        () -> todos.all().stream()
                                .allMatch(todo -> list(todo, login).status() == 401));
                taken.answered(Duration.ofNanos(System.nanoTime() - ended));
            }
        });
        report(
                ENDED_SESSIONS + " sessions ended",
                tally,
                "refused by all three after %d ms (p50), %d ms (longest)"
                        .formatted(
                                taken.percentile(50).toMillis(),
                                taken.percentile(100).toMillis()));
        assertEquals(Map.of(), tally.failures());
        assertTrue(taken.percentile(99).compareTo(PROMISED) < 0, taken.percentile(99)::toString);
    }

    @Test
    @Order(7)
    void killingOneASecondLogsNobodyOutAndLosesNothing() throws Exception {
        var kills = new ArrayList<Service>();
        var tally = crowd.during(_ -> {
            for (var end = Instant.now().plus(MINUTE); Instant.now().isBefore(end); ) {
                var instance = instances().get(ThreadLocalRandom.current().nextInt(2 * INSTANCES));
                instance.kill();
                instance.start();
                kills.add(instance);
                pause(Duration.ofSeconds(1));
            }
            instances().forEach(Service::awaitReady);
            balancer.awaitAll(auths, todos);
        });
        report("one instance killed -9 a second", tally, kills.size() + " killed");
        assertEquals(List.of(), tally.loggedOut());
    }

    @Test
    @Order(8)
    void aRestartOfPostgresqlIsSurvived() throws Exception {
        var away = new ArrayList<Duration>();
        var tally = crowd.during(meanwhile -> {
            goesOn(meanwhile, 100);
            pair.stopPostgres();
            pause(Duration.ofSeconds(5));
            pair.startPostgres();
            var back = Instant.now();
            goesOn(meanwhile, 20);
            away.add(since(back));
            goesOn(meanwhile, 500);
        });
        report("PostgreSQL away for 5 s", tally, "20 answers within " + seconds(away.getFirst()) + " of its return");
        assertEquals(List.of(), tally.loggedOut());
        instances().forEach(instance -> assertTrue(instance.isRunning(), instance.name() + " ended"));
    }

    private static void restartInTurn() {
        for (var instance : instances()) {
            assertEquals(ENDED_BY_SIGTERM, instance.stop(), "exit code");
            instance.start();
            instance.awaitReady();
            balancer.awaitAll(auths, todos);
        }
    }

    private static void alterRole(String role, String password) throws SQLException {
        try (var connection = pair.superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter role " + role + " password '" + password + "'");
        }
    }

    private static List<Service> instances() {
        return Stream.concat(auths.all().stream(), todos.all().stream()).toList();
    }

    private static Person signUp() {
        return Person.signUp(balancer.auth(), balancer.todo());
    }

    private static Answer list(Service todo, Answer login) {
        return Call.get(todo.address(), "/api/todos?limit=1")
                .bearer(login.accessToken())
                .send();
    }

    private static String token(Service auth) {
        return witness.refresh(auth.address()).expecting(200).accessToken();
    }

    private static void goesOn(Tally meanwhile, int more) {
        var enough = meanwhile.answers() + more;
        eventually(more + " more requests are answered", () -> meanwhile.answers() >= enough);
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    private static Duration since(Instant began) {
        return Duration.between(began, Instant.now());
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    private static void report(String what, Tally tally, String note) {
        REPORT.add("| %s | %d | %s | %d | 0 | %d | %d | %d | %s |"
                .formatted(
                        what,
                        tally.answers(),
                        tally.failures().isEmpty() ? "0" : tally.failures(),
                        tally.loggedOut().size(),
                        tally.percentile(50).toMillis(),
                        tally.percentile(99).toMillis(),
                        tally.percentile(100).toMillis(),
                        note));
    }
}
