package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.local.Service;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wherever a refresh is broken off, its client can do it again, with the same token and at any instance. */
class RefreshInterruptedIT {

    private static TestPair pair;
    private static Replicas auths;
    private static AuthDatabase database;
    private static Person person;

    private UUID session;
    private String token;

    @BeforeAll
    static void start() {
        pair = TestPair.prepare(RefreshInterruptedIT.class);
        auths = Replicas.of(pair, pair.auth().with("PASSWORD_BCRYPT_COST", "4"), 2);
        auths.start();
        database = new AuthDatabase(pair);
        database.makeCommitsHoldable();
        person = Person.signUp(pair);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @BeforeEach
    void logIn() {
        auths.all().stream().filter(service -> !service.isRunning()).forEach(Service::start);
        auths.all().forEach(Service::awaitReady);
        var login = person.logIn().expecting(200);
        session = login.session();
        token = login.refreshToken();
    }

    /** Whether the database rotates for nobody then, or finds out in time that nobody is there, is left to it. */
    @Test
    void killedWhileItWaitsForTheSession() {
        CompletableFuture<Answer> refresh;
        try (var _ = database.hold(session)) {
            refresh = refreshAsync();
            database.awaitOneWaiting();
            victim().kill();
        }
        assertLost(refresh);
        assertGoesOn();
    }

    @Test
    void killedBeforeTheCommit() {
        CompletableFuture<Answer> refresh;
        try (var _ = database.holdCommits()) {
            refresh = refreshAsync();
            database.awaitOneWaiting();
            victim().kill();
            database.terminateWaiting();
        }
        assertLost(refresh);
        assertFalse(database.isRotated(session));
        assertGoesOn();
    }

    /** The database gets to finish what the service asked for with its last breath. */
    @Test
    void killedAfterTheCommit() {
        CompletableFuture<Answer> refresh;
        try (var _ = database.holdCommits()) {
            refresh = refreshAsync();
            database.awaitOneWaiting();
            victim().kill();
        }
        assertLost(refresh);
        eventually("the rotation is committed", () -> database.isRotated(session));
        assertGoesOn();
    }

    @Test
    void killedWhileItAnswers() throws IOException {
        try (var client = new Socket("localhost", victim().address().getPort())) {
            var body = "{\"refresh_token\": \"" + token + "\"}";
            client.getOutputStream().write("""
                    POST /auth/refresh HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(body.length(), body).getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', client.getInputStream().read());
            victim().kill();
        }
        assertTrue(database.isRotated(session));
        assertGoesOn();
    }

    @Test
    void rolledBackWhileItWaitsForTheSession() {
        CompletableFuture<Answer> refresh;
        try (var _ = database.hold(session)) {
            refresh = refreshAsync();
            database.awaitOneWaiting();
            database.terminateWaiting();
        }
        assertUnavailable(refresh.join());
        assertGoesOn();
    }

    @Test
    void rolledBackInItsCommit() {
        CompletableFuture<Answer> refresh;
        try (var _ = database.holdCommits()) {
            refresh = refreshAsync();
            database.awaitOneWaiting();
            database.terminateWaiting();
        }
        assertUnavailable(refresh.join());
        assertFalse(database.isRotated(session));
        assertGoesOn();
    }

    @Test
    void brokenOffByARestartOfTheDatabase() {
        CompletableFuture<Answer> refresh;
        try (var _ = database.holdCommits()) {
            refresh = refreshAsync();
            database.awaitOneWaiting();
            pair.stopPostgres();
        }
        try {
            // Which of the two transactions the shutdown ends first is left to it.
            assertRefreshedOrUnavailable(refresh.join());
            assertUnavailable(refresh(1));
        } finally {
            pair.startPostgres();
        }
        assertRecovers();
    }

    /** The instance that is interrupted; the other one stays. */
    private static Service victim() {
        return auths.get(0);
    }

    /** At the other instance, at this one again, and on from there, always in the same session. */
    private void assertGoesOn() {
        var successor = refresh(1).expecting(200);
        if (!victim().isRunning()) {
            victim().start();
            victim().awaitReady();
        }
        assertEquals(successor.refreshToken(), refresh(0).expecting(200).refreshToken());
        var next = Person.refresh(auths.address(0), successor.refreshToken()).expecting(200);
        assertEquals(session, next.session());
    }

    /** Connections that broke are found out one by one, and meanwhile it is nobody's token's fault. */
    private void assertRecovers() {
        for (int instance = 0; instance < 2; instance++) {
            int asked = instance;
            eventually("instance " + instance + " refreshes again", () -> {
                var answer = refresh(asked);
                assertRefreshedOrUnavailable(answer);
                return answer.status() == 200;
            });
        }
        assertGoesOn();
    }

    private CompletableFuture<Answer> refreshAsync() {
        return CompletableFuture.supplyAsync(() -> refresh(0));
    }

    private Answer refresh(int turn) {
        return Person.refresh(auths.address(turn), token);
    }

    private static void assertLost(CompletableFuture<Answer> refresh) {
        assertThrows(CompletionException.class, refresh::join);
    }

    private static void assertRefreshedOrUnavailable(Answer answer) {
        if (answer.status() != 200) {
            assertUnavailable(answer);
        }
    }

    private static void assertUnavailable(Answer answer) {
        answer.expecting(503);
        assertEquals("service_unavailable", answer.json().getString("code"));
        assertEquals("2", answer.header("Retry-After"));
    }
}
