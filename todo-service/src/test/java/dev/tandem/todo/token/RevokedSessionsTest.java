package dev.tandem.todo.token;

import static dev.tandem.todo.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.TestFeed;
import dev.tandem.todo.fixture.TestIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an interval short enough to see many polls. */
class RevokedSessionsTest {

    private static final Map<String, String> OFTEN = Map.of("revocations.poll-every", "20ms");

    private final UUID session = UUID.randomUUID();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestIssuer issuer = new TestIssuer();
    private TestFeed feed = issuer.feed();
    private RevokedSessions revoked;

    @AfterEach
    void stop() {
        revoked.stop(null);
        issuer.close();
    }

    @Test
    void whatEndedBeforeTheStartIsKnownAfterTheFirstPoll() {
        feed.revoke(session);
        start(Map.of("revocations.poll-every", "1h"));
        awaitRevoked();
        assertEquals(1, feed.requests());
    }

    @Test
    void onlyWhatIsNewIsAskedFor() {
        feed.revoke(session);
        start(OFTEN);
        awaitRevoked();
        awaitPolls(2);
        assertEquals("", feed.asked().getFirst());
        assertTrue(feed.asked().getLast().endsWith(":1"), feed.asked()::toString);
        var another = UUID.randomUUID();
        feed.revoke(another);
        eventually(() -> revoked.contains(another.toString()));
        assertTrue(revoked.contains(session.toString()));
        assertEquals(2, metrics.get("token.revocations").gauge().value());
    }

    @Test
    void aRestartOfAuthServiceLosesNothing() {
        feed.revoke(session);
        start(OFTEN);
        awaitRevoked();
        int port = issuer.port();
        issuer.close();
        issuer = new TestIssuer(port);
        feed = issuer.feed();
        var another = UUID.randomUUID();
        feed.revoke(another);
        eventually(() -> revoked.contains(another.toString()));
        assertTrue(revoked.contains(session.toString()));
    }

    @Test
    void anEntryGoesWithTheLastTokenThatCouldNameIt() {
        feed.revoke(session, Duration.ofSeconds(2));
        start(OFTEN);
        awaitRevoked();
        eventually(() -> !revoked.contains(session.toString()));
        assertEquals(0, metrics.get("token.revocations").gauge().value());
    }

    @Test
    void noEntryOutlivesATokenWhateverTheFeedSays() {
        feed.revoke(session, Duration.ofDays(10_000));
        start(Map.of("revocations.poll-every", "20ms", "revocations.keep-at-most", "300ms"));
        awaitRevoked();
        eventually(() -> !revoked.contains(session.toString()));
    }

    @Test
    void anOutageForgetsNobodyAndEnds() {
        feed.revoke(session);
        start(OFTEN);
        awaitRevoked();
        feed.setDown(true);
        awaitPolls(3);
        assertTrue(revoked.contains(session.toString()));
        var another = UUID.randomUUID();
        feed.revoke(another);
        feed.behave();
        eventually(() -> revoked.contains(another.toString()));
    }

    @Test
    void aDeadFeedIsNotHammered() {
        feed.setDown(true);
        var began = System.nanoTime();
        start(OFTEN);
        eventually(() -> feed.requests() == 6);
        var taken = Duration.ofNanos(System.nanoTime() - began).toMillis();
        // Pauses of 40, 80, 160, 320 and 640 ms.
        assertTrue(taken >= 1_240, () -> "6 polls in " + taken + " ms");
        assertTrue(Double.isNaN(metrics.get("token.revocations.age").timeGauge().value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "<html>gateway</html>",
                "[]",
                "{}",
                "{\"revocations\": [], \"next\": 1}",
                "{\"revocations\": [], \"next\": null}",
                "{\"revocations\": {}, \"next\": \"a\"}",
                "{\"revocations\": [1], \"next\": \"a\"}",
                "{\"revocations\": [{\"sid\": \"x\", \"expiresAt\": 9999999999}], \"next\": \"a\"}",
                "{\"revocations\": [{\"sid\": 1, \"expiresAt\": 9999999999}], \"next\": \"a\"}",
                "{\"revocations\": [{\"sid\": \"@\", \"expiresAt\": -1}], \"next\": \"a\"}",
                "{\"revocations\": [{\"sid\": \"@\", \"expiresAt\": \"soon\"}], \"next\": \"a\"}",
                "{\"revocations\": [{\"sid\": \"@\", \"expiresAt\": 9e99}], \"next\": \"a\"}",
                "{\"revocations\": [{\"sid\": \"@\", \"expiresAt\": 9223372036854775807}], \"next\": \"a\"}",
                "{\"revocations\": [{\"sid\": \"@\", \"expiresAt\": 9999999999}]}",
            })
    void garbageIsNotBelieved(String garbage) {
        feed.answerInstead(garbage.replace("@", session.toString()));
        start(OFTEN);
        awaitPolls(2);
        assertEquals(0, metrics.get("token.revocations").gauge().value());
        goesOn();
    }

    @Test
    void anAnswerTooLargeIsGarbage() {
        var revocation = "{\"sid\": \"%s\", \"expiresAt\": 9999999999}".formatted(session);
        feed.answerInstead("{\"next\": \"a\", \"revocations\": [" + revocation + " ".repeat(5_000_000) + "]}");
        start(OFTEN);
        awaitPolls(2);
        assertFalse(revoked.contains(session.toString()));
        goesOn();
    }

    @Test
    void aCursorTooLongToSendBackIsGarbage() {
        feed.answerInstead("{\"revocations\": [], \"next\": \"" + "a".repeat(10_000) + "\"}");
        start(OFTEN);
        awaitPolls(2);
        assertEquals("", feed.asked().getLast());
        goesOn();
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() {
        feed.hang();
        start(OFTEN);
        awaitPolls(2);
        goesOn();
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var elsewhere = new TestIssuer()) {
            elsewhere.feed().revoke(session);
            feed.redirectTo(elsewhere.url() + TestFeed.PATH);
            start(OFTEN);
            awaitPolls(2);
            assertEquals(0, elsewhere.feed().requests());
            goesOn();
        }
    }

    @Test
    void moreThanFitAreNotKept() {
        var most = new StringBuilder();
        for (int page = 0; page < 3; page++) {
            for (int i = 0; i < 40_000; i++) {
                most.append("{\"sid\": \"%s\", \"expiresAt\": 9999999999},".formatted(UUID.randomUUID()));
            }
            most.setLength(most.length() - 1);
            feed.answerInstead("{\"revocations\": [" + most + "], \"next\": \"a\"}");
            most.setLength(0);
            if (page == 0) {
                start(OFTEN);
            }
            awaitPolls(2);
        }
        assertEquals(100_000, metrics.get("token.revocations").gauge().value());
    }

    @Test
    void switchedOffItAsksNobody() {
        start(Map.of("revocations.url", "off", "revocations.poll-every", "1ms"));
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        assertEquals(0, feed.requests());
    }

    private void goesOn() {
        feed.behave();
        feed.revoke(session);
        awaitRevoked();
        eventually(() -> age() >= 0 && age() < 10);
    }

    private double age() {
        return metrics.get("token.revocations.age").timeGauge().value();
    }

    private void awaitRevoked() {
        eventually(() -> revoked.contains(session.toString()));
    }

    /** Those that begin from now on. */
    private void awaitPolls(int polls) {
        int asked = feed.requests();
        eventually(() -> feed.requests() >= asked + polls);
    }

    private void start(Map<String, String> settings) {
        var all = new LinkedHashMap<String, String>();
        all.put("revocations.url", issuer.url() + TestFeed.PATH);
        all.putAll(settings);
        var config = Settings.of(RevocationConfig.class, all);
        revoked = new RevokedSessions(new AuthServiceClient(Optional.empty()), config, metrics);
        revoked.start(null);
    }
}
