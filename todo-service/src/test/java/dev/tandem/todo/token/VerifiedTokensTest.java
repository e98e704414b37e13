package dev.tandem.todo.token;

import static dev.tandem.todo.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.TestFeed;
import dev.tandem.todo.fixture.TestIssuer;
import dev.tandem.todo.token.VerifiedTokens.Verified;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.Key;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token is not remembered beyond its life, its session or its key. */
class VerifiedTokensTest {

    private static final String TOKEN = "header.claims.signature";

    private final TestIssuer issuer = new TestIssuer();
    private final TestIssuer.Key key = issuer.publishNewKey();
    private final UUID session = UUID.randomUUID();
    private final SecurityIdentity identity =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    private final Instant expiry = Instant.parse("2026-11-20T12:05:00Z");

    private Instant now = expiry.minusMillis(1);
    private JwksKeySet keys;
    private RevokedSessions revoked;
    private VerifiedTokens tokens;

    @BeforeEach
    void verifyOne() {
        var metrics = new SimpleMeterRegistry();
        var client = new AuthServiceClient(Optional.empty());
        var settings = Settings.auth(issuer, Map.of("auth.refresh-every", "20ms"));
        keys = new JwksKeySet(new JwksClient(settings, client), settings, metrics);
        keys.start(null);
        var feed = Settings.of(
                RevocationConfig.class,
                Map.of("revocations.url", issuer.url() + TestFeed.PATH, "revocations.poll-every", "20ms"));
        revoked = new RevokedSessions(client, feed, metrics);
        revoked.start(null);
        eventually(() -> keys.isUsable());
        tokens = new VerifiedTokens(keys, revoked, () -> now);
        tokens.remember(TOKEN, verified(key.pair().getPublic()));
    }

    @AfterEach
    void stop() {
        keys.stop(null);
        revoked.stop(null);
        issuer.close();
    }

    @Test
    void aTokenIsFoundByTheWholeOfIt() {
        assertEquals(Optional.of(identity), tokens.find(TOKEN));
        assertEquals(Optional.of(identity), tokens.find(TOKEN));
        assertTrue(tokens.find("header.claims.signaturf").isEmpty());
        assertTrue(tokens.find("header.claims.").isEmpty());
    }

    @Test
    void notOnceItHasExpired() {
        now = expiry;
        assertForgotten();
    }

    @Test
    void notOnceItsSessionHasEnded() {
        issuer.feed().revoke(UUID.randomUUID());
        issuer.feed().revoke(session);
        eventually(() -> revoked.contains(session.toString()));
        assertForgotten();
    }

    @Test
    void notOnceItsKeyIsWithdrawn() {
        issuer.publishNewKey();
        issuer.withdraw(key);
        eventually(() -> keys.find(key.id()).isEmpty());
        assertForgotten();
    }

    @Test
    void notOnceAnotherKeyHasItsId() {
        issuer.publish(TestIssuer.newKey(key.id(), 2048));
        issuer.withdraw(key);
        eventually(() -> !keys.find(key.id()).equals(Optional.of(key.pair().getPublic())));
        assertForgotten();
    }

    @Test
    void noMoreAreKeptThanFit() {
        for (int i = 0; i < 4_095; i++) {
            tokens.remember("another " + i, verified(key.pair().getPublic()));
        }
        assertTrue(tokens.find(TOKEN).isPresent());
        tokens.remember("one too many", verified(key.pair().getPublic()));
        assertTrue(tokens.find(TOKEN).isPresent(), "was used more lately than another");
        assertTrue(tokens.find("another 0").isEmpty());
        assertTrue(tokens.find("another 1").isPresent());
    }

    private void assertForgotten() {
        assertTrue(tokens.find(TOKEN).isEmpty());
        now = expiry.minusMillis(1);
        assertTrue(tokens.find(TOKEN).isEmpty(), "gone for good");
    }

    private Verified verified(Key by) {
        return new Verified(identity, expiry.toEpochMilli(), session.toString(), key.id(), by);
    }
}
