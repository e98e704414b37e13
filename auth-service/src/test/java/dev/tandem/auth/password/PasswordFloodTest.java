package dev.tandem.auth.password;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.kit.client.Network;
import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every thread that hashes is busy with passwords from one network, and no more may wait. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class PasswordFloodTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final Network HERE = Network.of(InetAddress.ofLiteral("127.0.0.1"));
    private static final Network ELSEWHERE = Network.of(InetAddress.ofLiteral("192.0.2.1"));

    private final PasswordWork work;
    private final PasswordConfig config;
    private final MeterRegistry metrics;
    private final AtomicInteger hashing = new AtomicInteger();
    private final AtomicInteger displaced = new AtomicInteger();
    private final CountDownLatch hashed = new CountDownLatch(1);

    private ExecutorService clients;
    private Person person;
    private String refreshToken;

    PasswordFloodTest(PasswordWork work, PasswordConfig config, MeterRegistry metrics) {
        this.work = work;
        this.config = config;
        this.metrics = metrics;
    }

    @BeforeEach
    void signUp() {
        // As many as hash or wait, some to be displaced, and the person.
        clients = Executors.newCachedThreadPool();
        person = Person.unique();
        refreshToken = person.signUp().path("refresh_token");
    }

    @AfterEach
    void ebb() {
        hashed.countDown();
        clients.close();
    }

    @Test
    void turnsAwayWhoFloodsAndServesEverythingElse() {
        flood(HERE, i -> "account " + i);
        for (var refused :
                List.of(person.logIn(), Person.unique().logIn(), Person.unique().signUp())) {
            refused.then().statusCode(503).header("Retry-After", "2").body("code", equalTo("overloaded"));
        }
        var refreshed = Person.refresh(refreshToken);
        refreshed.then().statusCode(200);
        Person.me(refreshed.path("access_token")).then().statusCode(200);
        given().get("/.well-known/jwks.json").then().statusCode(200);
        given().port(Database.managementPort()).get("/q/health/ready").then().statusCode(200);

        hashed.countDown();
        person.logIn().then().statusCode(200);
    }

    @Test
    void givesAPersonFromElsewhereThePlaceOfOneWhoFloods() throws Exception {
        flood(ELSEWHERE, i -> "account " + i);
        assertGetsAPlace();
    }

    @Test
    void givesAPersonWithAnotherAccountThePlaceOfOneWhoFloodsFromTheSameNetwork() throws Exception {
        flood(HERE, i -> "account");
        assertGetsAPlace();
    }

    private void assertGetsAPlace() throws Exception {
        int before = displaced.get();
        var login = clients.submit(() -> person.logIn().statusCode());
        await(() -> displaced.get() > before);

        hashed.countDown();
        assertEquals(200, login.get());
    }

    /** More than there are places: each that is displaced is told so. */
    private void flood(Network network, IntFunction<String> accounts) {
        IntStream.range(0, PROCESSORS + config.queue() + 1)
                .mapToObj(accounts)
                .forEach(account -> clients.execute(() -> hash(network, account)));
        await(() -> hashing.get() == PROCESSORS
                && metrics.get("auth.password.queue").gauge().value() == config.queue());
    }

    private void hash(Network network, String account) {
        try {
            work.call(network, Requester.of(account), () -> {
                hashing.incrementAndGet();
                hashed.await();
                return null;
            });
        } catch (Problem e) {
            assertEquals(503, e.status());
            displaced.incrementAndGet();
        }
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(deadline), "took too long");
            Thread.onSpinWait();
        }
    }
}
