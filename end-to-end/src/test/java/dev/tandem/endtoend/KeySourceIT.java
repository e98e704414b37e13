package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How todo-service treats the place its keys come from. */
class KeySourceIT {

    private TestPair pair;
    private KeySource keys;
    private AuthDatabase database;
    private Person person;

    @BeforeEach
    void startAuth() {
        pair = TestPair.prepare(KeySourceIT.class);
        pair.auth().with("PASSWORD_BCRYPT_COST", "4").with("KEY_RELOAD_INTERVAL", "1s");
        pair.auth().start();
        pair.auth().awaitReady();
        keys = new KeySource(pair.auth().address());
        database = new AuthDatabase(pair);
        person = Person.signUp(pair);
    }

    @AfterEach
    void stop() {
        pair.close();
        keys.close();
    }

    @Test
    void keysItCannotFetchAnewAreKept() {
        startTodo("AUTH_REFRESH_EVERY", "1s");
        keys.goDown();
        var before = keys.fetches();
        eventually("it has tried in vain", () -> keys.fetches() >= before + 3);
        assertEquals(200, todos(person.accessToken()).status());
        assertTrue(pair.todo().isReady());
    }

    @Test
    void madeUpKeyIdsNeitherHammerItNorDelayARealNewKey() {
        var pause = Duration.ofSeconds(2);
        startTodo("AUTH_REFRESH_EVERY", "1h", "AUTH_EXTRA_FETCH_EVERY", "2s");
        var fetchesBefore = keys.fetches();
        var began = Instant.now();

        IntStream.range(0, 500).forEach(_ -> showMadeUpKeyId());
        // The second time to a key that the first has just made.
        rotateAtOnce();
        rotateAtOnce();
        var rotated = new AtomicReference<String>();
        eventually("auth-service signs with the newest key", () -> {
            rotated.set(person.refresh().expecting(200).accessToken());
            return Jwt.keyId(rotated.get()).equals(database.key("current"));
        });
        eventually("its tokens are taken", () -> {
            IntStream.range(0, 20).forEach(_ -> showMadeUpKeyId());
            return todos(rotated.get()).status() == 200;
        });

        var fetches = keys.fetches() - fetchesBefore;
        var most = Duration.between(began, Instant.now()).dividedBy(pause) + 2;
        assertTrue(fetches <= most, () -> fetches + " fetches are more than " + most);
    }

    private void startTodo(String... settings) {
        for (int i = 0; i < settings.length; i += 2) {
            pair.todo().with(settings[i], settings[i + 1]);
        }
        pair.todo().with("AUTH_JWKS_URL", keys.url()).start();
        pair.todo().awaitReady();
    }

    private void rotateAtOnce() {
        assertEquals(0, pair.auth().command("keys", "rotate", "--now").awaitEnd(Duration.ofMinutes(2)));
    }

    private void showMadeUpKeyId() {
        todos(Jwt.withKeyId(person.accessToken(), UUID.randomUUID().toString())).expecting(401);
    }

    private Answer todos(String token) {
        return Call.get(pair.todo().address(), "/api/todos").bearer(token).send();
    }
}
