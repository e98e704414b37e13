package dev.tandem.endtoend.attack;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.endtoend.Person;
import dev.tandem.endtoend.TestPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * {@code ./dev chaos}: one pair with its settings as delivered, attacked from other addresses while somebody works with
 * it. Minutes long, and not part of the other tests. Only Linux has all of 127.0.0.0/8, and /proc.
 */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnderAttack {

    private static final Duration PHASE = Duration.ofSeconds(Integer.getInteger("attack.seconds", 18));
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** A container's limit in the manifests. */
    private static final int MEMORY_LIMIT_MIB = 384;

    /** As the JVM images have it in a container with that limit; native executables ignore it. */
    private static final String JVM_OPTIONS =
            "-XX:+UseSerialGC -XX:MaxRAM=" + MEMORY_LIMIT_MIB + "m -XX:MaxRAMPercentage=50";

    private static final Duration PROMISED = Duration.ofMillis(500);
    private static final Duration PROMISED_LOG_IN = Duration.ofSeconds(2);
    private static final Duration PROMISED_END = Duration.ofSeconds(2);
    private static final Duration PROMISED_MAIL = Duration.ofSeconds(10);

    private static final Action[] ALL_BUT_LOG_IN =
            Stream.of(Action.values()).filter(action -> action != Action.LOG_IN).toArray(Action[]::new);

    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
    private static final AttackReport REPORT = new AttackReport();

    private static TestPair pair;
    private static BusyPerson person;
    private static Attacks attacks;
    private static Attack logIns;
    private static Attack logInsOfOthers;
    private static List<Person> forgetful;

    @BeforeAll
    static void start() {
        pair = TestPair.prepare("UnderAttack").withDefaultLimits();
        for (var service : List.of(pair.auth(), pair.todo())) {
            service.with("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        }
        pair.start();
        var somebody = signUp();
        person = new BusyPerson(pair, somebody);
        attacks = new Attacks(pair, somebody);
        logIns = attacks.logIns();
        logInsOfOthers = attacks.logIns();
        forgetful = List.of(signUp(), signUp());
        person.work(WARM_UP, new Experience());
    }

    @AfterAll
    static void stop() {
        pair.close();
        REPORT.lines().forEach(System.out::println);
    }

    @Test
    @Order(1)
    void nothing() throws Exception {
        withstands("none", List.of(), null);
    }

    @Test
    @Order(2)
    void emptyBodies() throws Exception {
        withstands(attacks.emptyBodies());
    }

    @Test
    @Order(3)
    void slowReaders() throws Exception {
        withstands(attacks.slowReaders());
    }

    @Test
    @Order(4)
    void halfRequests() throws Exception {
        withstands(attacks.halfRequests());
    }

    @Test
    @Order(5)
    void logIns() throws Exception {
        withstands(logIns);
    }

    @Test
    @Order(6)
    void resets() throws Exception {
        var resets = attacks.resets();
        withstands(resets.name(), List.of(resets), forgetful.getFirst());
    }

    @Test
    @Order(7)
    void madeUpTokens() throws Exception {
        withstands(attacks.madeUpTokens());
    }

    @Test
    @Order(8)
    void allAtOnce() throws Exception {
        withstands(
                "all at once",
                List.of(
                        attacks.emptyBodies(),
                        attacks.slowReaders(),
                        attacks.halfRequests(),
                        logInsOfOthers,
                        attacks.resets(),
                        attacks.madeUpTokens()),
                forgetful.getLast());
    }

    private static void withstands(Attack attack) throws Exception {
        withstands(attack.name(), List.of(attack), null);
    }

    /**
     * @param forgetful who asks for a new password meanwhile; may be null
     */
    private static void withstands(String what, List<Attack> attacks, Person forgetful) throws Exception {
        var experience = new Experience();
        var auth = new ResidentMemory(pair.auth());
        var todo = new ResidentMemory(pair.todo());
        Duration ended;
        Optional<Duration> mailed;
        try (auth;
                todo) {
            attacks.forEach(Attack::begin);
            var midway = CompletableFuture.delayedExecutor(PHASE.toMillis() / 3, TimeUnit.MILLISECONDS, THREADS);
            var ending = CompletableFuture.supplyAsync(() -> person.endSession(experience), midway);
            var mailing = CompletableFuture.supplyAsync(
                    () -> Optional.ofNullable(forgetful).map(one -> awaitResetMail(one, experience)), midway);
            person.work(PHASE, experience);
            ended = ending.join();
            mailed = mailing.join();
        } finally {
            attacks.forEach(Attack::end);
        }
        REPORT.add(what, experience, ended, mailed, auth, todo, attacks);
        REPORT.write(Path.of("target", "attack.md"));
        assertAll(
                () -> assertEquals(Map.of(), experience.failures(), "failed requests"),
                () -> assertUnder(PROMISED, experience.percentile(99, ALL_BUT_LOG_IN), "p99"),
                () -> assertUnder(PROMISED_LOG_IN, experience.percentile(99, Action.LOG_IN), "p99 of log-ins"),
                () -> assertUnder(PROMISED_END, Optional.of(ended), "an ended session is refused"),
                () -> assertUnder(PROMISED_MAIL, mailed, "a reset mail comes"),
                () -> assertTrue(auth.mebibytes() < MEMORY_LIMIT_MIB, "auth-service has " + auth.mebibytes() + " MiB"),
                () -> assertTrue(todo.mebibytes() < MEMORY_LIMIT_MIB, "todo-service has " + todo.mebibytes() + " MiB"));
    }

    private static Duration awaitResetMail(Person forgetful, Experience experience) {
        experience.of(Action.FORGET_PASSWORD, forgetful::forgetPassword, 202);
        long asked = System.nanoTime();
        try {
            pair.mailedLink(forgetful.email(), "reset-password");
        } catch (AssertionError _) {
            // None came; that is long.
        }
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    private static void assertUnder(Duration promised, Optional<Duration> taken, String what) {
        taken.ifPresent(duration ->
                assertTrue(duration.compareTo(promised) < 0, () -> "%s: %d ms".formatted(what, duration.toMillis())));
    }

    private static Person signUp() {
        return Person.signUp(pair.auth().address(), pair.todo().address());
    }
}
