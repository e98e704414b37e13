package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.local.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three instances of each service, which look at the keys more often than they usually do. */
class KeyReplicasIT {

    private static final int INSTANCES = 3;

    private static TestPair pair;
    private static Replicas auths;
    private static Replicas todos;
    private static AuthDatabase database;
    private static Object firstKeys;
    private static Person person;

    @BeforeAll
    static void start() {
        pair = TestPair.prepare(KeyReplicasIT.class);
        pair.auth()
                .with("PASSWORD_BCRYPT_COST", "4")
                .with("KEY_RELOAD_INTERVAL", "1s")
                .with("KEY_CHECK_INTERVAL", "1s");
        pair.todo().with("AUTH_REFRESH_EVERY", "2s");
        auths = Replicas.of(pair, pair.auth(), INSTANCES);
        todos = Replicas.of(pair, pair.todo(), INSTANCES);
        for (int i = 0; i < INSTANCES; i++) {
            todos.get(i).with("AUTH_JWKS_URL", auths.address(i) + "/.well-known/jwks.json");
        }
        auths.start();
        database = new AuthDatabase(pair);
        firstKeys = database.query("select string_agg(state, ', ' order by state) from signing_key");
        todos.start();
        person = Person.signUp(pair);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void startedTogetherOnAnEmptyDatabaseTheyShareTheirKeys() {
        assertEquals("current, next", firstKeys);
        eventually("all publish the same keys", () -> published().size() == 1);
        for (var auth : auths.all()) {
            var token = issuedBy(auth);
            todos.all().forEach(todo -> assertTrue(takes(todo, token), () -> todo.address() + " refuses it"));
        }
    }

    @Test
    void aScheduledRotationRefusesNoToken() {
        var next = knownNextKey();
        try (var load = Load.of(Person.signUp(pair), auths, todos)) {
            load.goesOnFor(100);
            database.letTheNextKeySign();
            database.letTheRotationBeDue();
            eventually("all sign with the next key", () -> allSignWith(next));
            load.goesOnFor(200);
            assertEquals(List.of(), load.refusals());
        }
        assertEquals(next, database.key("current"), "rotated once");
    }

    @Test
    void aRotationOnDemandRefusesNoToken() {
        var next = knownNextKey();
        try (var load = Load.of(Person.signUp(pair), auths, todos)) {
            load.goesOnFor(100);
            database.letTheNextKeySign();
            command("keys", "rotate");
            eventually("all sign with the next key", () -> allSignWith(next));
            load.goesOnFor(200);
            assertEquals(List.of(), load.refusals());
        }
    }

    @Test
    void theTokensOfADroppedKeyAreRefusedSoonAndTheNextKeySignsAtOnce() {
        var dropped = database.key("current");
        var next = knownNextKey();
        var leaked = new ArrayList<String>();
        auths.all().forEach(auth -> leaked.add(issuedBy(auth)));

        try (var load = Load.of(Person.signUp(pair), auths, todos)) {
            load.goesOnFor(100);
            command("keys", "drop", dropped);
            eventually("all sign with the next key", () -> allSignWith(next));
            eventually(
                    "no instance takes the leaked ones",
                    () -> leaked.stream()
                            .noneMatch(token -> todos.all().stream().anyMatch(todo -> takes(todo, token))
                                    || auths.all().stream().anyMatch(auth -> knows(auth, token))));
            load.goesOnFor(200);
            for (var refusal : load.refusals()) {
                assertEquals(dropped, refusal.keyId(), refusal::toString);
                assertEquals(401, refusal.answer().status(), refusal::toString);
            }
        }
    }

    /** Each test publishes a new one and then skips the ten minutes in which verifiers learn of it. */
    private static String knownNextKey() {
        var next = database.key("next");
        eventually("all publish it", () -> published().stream().allMatch(keys -> keys.contains(next)));
        // What was confirmed right now may have been fetched a moment before.
        var fetched = Instant.now().plusSeconds(1);
        for (var todo : todos.all()) {
            eventually("it has newer keys", () -> keysConfirmedAt(todo).isAfter(fetched));
        }
        return next;
    }

    private static Instant keysConfirmedAt(Service todo) {
        var asked = Instant.now();
        var age = Metrics.values(todo, "token_keys_age_seconds").max().orElseThrow();
        return asked.minusMillis(Math.round(age * 1000));
    }

    /** The key sets of all instances, each with its tag. */
    private static Set<String> published() {
        return auths.all().stream()
                .map(auth -> Call.get(auth.address(), "/.well-known/jwks.json")
                        .send()
                        .expecting(200))
                .map(answer -> answer.body() + answer.header("ETag"))
                .collect(Collectors.toSet());
    }

    private static boolean allSignWith(String keyId) {
        return auths.all().stream().allMatch(auth -> Jwt.keyId(issuedBy(auth)).equals(keyId));
    }

    private static String issuedBy(Service auth) {
        return person.refresh(auth.address()).expecting(200).accessToken();
    }

    private static boolean takes(Service todo, String token) {
        return Call.get(todo.address(), "/api/todos").bearer(token).send().status() == 200;
    }

    private static boolean knows(Service auth, String token) {
        return Call.get(auth.address(), "/auth/me").bearer(token).send().status() == 200;
    }

    private static void command(String... arguments) {
        assertEquals(0, auths.get(0).command(arguments).awaitEnd(Duration.ofMinutes(2)));
    }
}
