package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.local.Service;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key that seals the signing keys is changed by restarting one instance after the other. */
class KeyEncryptionKeyIT {

    private TestPair pair;
    private Replicas auths;
    private Replicas todos;
    private AuthDatabase database;
    private Person person;

    @BeforeEach
    void start() {
        pair = TestPair.prepare(KeyEncryptionKeyIT.class);
        auths = Replicas.of(pair, pair.auth().with("PASSWORD_BCRYPT_COST", "4").with("KEY_RELOAD_INTERVAL", "1s"), 2);
        auths.start();
        todos = Replicas.of(pair, pair.todo(), 1);
        todos.start();
        database = new AuthDatabase(pair);
        person = Person.signUp(pair);
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void isChangedByARollingRestartThatRefusesNoToken() {
        var old = pair.auth().settings().get("KEY_ENCRYPTION_KEY");
        var changed = randomKey();
        var next = database.key("next");

        try (var load = Load.of(Person.signUp(pair), auths, todos)) {
            load.goesOnFor(100);
            restart(auths.get(0).with("KEY_ENCRYPTION_KEY", changed).with("KEY_ENCRYPTION_KEY_PREVIOUS", old));
            // The other instance can't open what is sealed from here on, and does not have to yet.
            rotate();
            eventually(
                    "both sign with the next key", () -> auths.all().stream().allMatch(auth -> signsWith(auth, next)));
            load.goesOnFor(100);
            restart(auths.get(1).with("KEY_ENCRYPTION_KEY", changed).with("KEY_ENCRYPTION_KEY_PREVIOUS", old));
            load.goesOnFor(100);
            auths.all().forEach(auth -> restart(auth.without("KEY_ENCRYPTION_KEY_PREVIOUS")));
            load.goesOnFor(100);
            assertEquals(List.of(), load.refusals());
        }
        assertEquals(
                1L,
                database.query(
                        "select count(distinct key_encryption_key) from signing_key where sealed_private_key is not null"));
    }

    private void rotate() {
        database.letTheNextKeySign();
        assertEquals(0, auths.get(0).command("keys", "rotate").awaitEnd(Duration.ofMinutes(2)));
    }

    private boolean signsWith(Service auth, String keyId) {
        return Jwt.keyId(person.refresh(auth.address()).expecting(200).accessToken())
                .equals(keyId);
    }

    private static void restart(Service auth) {
        auth.stop();
        auth.start();
        auth.awaitReady();
    }

    private static String randomKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
