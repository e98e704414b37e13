package dev.tandem.auth.password;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything but log-ins goes on while every thread that hashes is busy and no more may wait. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class PasswordFloodTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final PasswordWork work;
    private final PasswordConfig config;
    private final MeterRegistry metrics;
    private final AtomicInteger hashing = new AtomicInteger();
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
    void flood() {
        // As many as hash or wait, and one to be turned away.
        clients = Executors.newFixedThreadPool(PROCESSORS + config.queue() + 1);
        person = Person.unique();
        refreshToken = person.signUp().path("refresh_token");
        var deadline = Instant.now().plus(PATIENCE);
        // An idle thread may take one off the queue after that was full.
        while (hashing.get() < PROCESSORS
                || metrics.get("auth.password.queue").gauge().value() < config.queue()) {
            assertTrue(Instant.now().isBefore(deadline), "the queue does not fill");
            clients.submit(() -> work.call(() -> {
                hashing.incrementAndGet();
                hashed.await();
                return null;
            }));
        }
    }

    @AfterEach
    void ebb() {
        hashed.countDown();
        clients.close();
    }

    @Test
    void turnsLogInsAwayAndServesEverythingElse() {
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
}
