package dev.tandem.todo.token;

import static dev.tandem.todo.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.fixture.TestToken;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One token, sent again and again: what made it good the first time may have changed. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class RepeatedTokenTest {

    private static final long SKEW = 5;

    @Test
    void itIsRefusedOnceItHasExpired() {
        var expiry = Instant.now().getEpochSecond() - 3;
        var token = token().claim("iat", expiry - 300).claim("exp", expiry).signed();
        assertEquals(200, status(token));
        eventually(() -> status(token) == 401);
        assertFalse(Instant.now().isBefore(Instant.ofEpochSecond(expiry + SKEW)), "refused too early");
    }

    @Test
    void itIsRefusedOnceItsSessionHasEnded() {
        var session = UUID.randomUUID();
        var token = token().claim("sid", session.toString()).signed();
        assertEquals(200, status(token));
        Surroundings.issuer().feed().revoke(session);
        eventually(() -> status(token) == 401);
    }

    @Test
    void itIsRefusedOnceItsKeyIsWithdrawn() {
        var key = Surroundings.issuer().publishNewKey();
        var token = token().header("kid", key.id()).signedBy(key).signed();
        eventually(() -> status(token) == 200);
        Surroundings.issuer().withdraw(key);
        var madeUp = token().header("kid", "has-the-keys-fetched").signed();
        eventually(() -> status(madeUp) == 401 && status(token) == 401);
    }

    @Test
    void anotherTokenIsNotTakenForIt() {
        var token = token().signed();
        assertEquals(200, status(token));
        var other = token().signed();
        var signature = token.lastIndexOf('.');
        assertEquals(401, status(other.substring(0, other.lastIndexOf('.')) + token.substring(signature)));
        assertEquals(401, status(token.substring(0, signature) + other.substring(other.lastIndexOf('.'))));
        assertEquals(401, status(token.substring(0, signature + 1)));
    }

    private static int status(String token) {
        return Api.as("Bearer " + token).get(Api.TODOS).statusCode();
    }

    private static TestToken token() {
        return Surroundings.issuer().token(UUID.randomUUID());
    }
}
