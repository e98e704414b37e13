package dev.tandem.todo.token;

import static dev.tandem.todo.fixture.Eventually.eventually;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.fixture.TestFeed;
import dev.tandem.todo.fixture.TestToken;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that ended, as its access token's bearer sees it. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class RevokedSessionTest {

    private static final UUID SOMEBODY = UUID.randomUUID();

    private UUID session;
    private TestFeed feed;

    @BeforeEach
    void logIn() {
        session = UUID.randomUUID();
        feed = Surroundings.issuer().feed();
    }

    @AfterEach
    void behave() {
        feed.behave();
    }

    @Test
    void itsAccessTokensAreRefusedWithinTwoSeconds() {
        todos(session).then().statusCode(200);
        feed.revoke(session);
        var ended = Instant.now();
        awaitRefusal();
        var taken = Duration.between(ended, Instant.now());
        assertTrue(taken.compareTo(Duration.ofSeconds(2)) < 0, "refused after " + taken);
        todos(session)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .body("code", is("invalid_token"));
    }

    @Test
    void onlyThatOneIsRefused() {
        feed.revoke(session);
        awaitRefusal();
        todos(UUID.randomUUID()).then().statusCode(200);
    }

    @Test
    void whileAuthServiceDoesNotTellRequestsGoOn() {
        feed.hang();
        feed.revoke(session);
        int polls = feed.requests();
        while (feed.requests() < polls + 2) {
            todos(session).then().statusCode(200);
        }
        feed.behave();
        awaitRefusal();
    }

    private void awaitRefusal() {
        eventually(() -> todos(session).statusCode() == 401);
    }

    private static Response todos(UUID session) {
        return Api.as("Bearer " + token(session).signed()).get(Api.TODOS);
    }

    private static TestToken token(UUID session) {
        return Surroundings.issuer().token(SOMEBODY).claim("sid", session.toString());
    }
}
