package dev.tandem.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class KeyRotationTest {

    private final KeyRotation rotation;
    private final SigningKeys service;

    KeyRotationTest(KeyRotation rotation, SigningKeys service) {
        this.rotation = rotation;
        this.service = service;
    }

    @BeforeEach
    @AfterEach
    void startAfresh() {
        KeyTable.empty();
        rotation.start();
        service.reload();
    }

    @Test
    void replicasThatStartAtOnceMakeOneCurrentAndOneNextKey() throws Exception {
        KeyTable.empty();
        Replicas.atOnce(() -> {
            rotation.start();
            return null;
        });
        assertEquals(1, KeyTable.count("current"));
        assertEquals(1, KeyTable.count("next"));
        assertEquals(2L, Database.query("select count(*) from signing_key"));
    }

    @Test
    void replicasThatFindARotationDueRotateOnce() throws Exception {
        var current = KeyTable.kid("current");
        var next = KeyTable.kid("next");
        KeyTable.age("current", "30 days");
        KeyTable.age("next", "10 minutes");
        Replicas.atOnce(() -> {
            rotation.tend();
            return null;
        });
        assertEquals(current, KeyTable.kid("previous"));
        assertEquals(next, KeyTable.kid("current"));
        assertNotEquals(next, KeyTable.kid("next"));
    }

    @Test
    void parallelCommandsRotateOnce() throws Exception {
        KeyTable.age("next", "10 minutes");
        var done = Replicas.atOnce(rotation::rotate);
        assertEquals(1, Collections.frequency(done, true));
        assertEquals(1, KeyTable.count("previous"));
        assertEquals(1, KeyTable.count("current"));
        assertEquals(1, KeyTable.count("next"));
    }

    @Test
    void doesNothingBeforeItIsDue() {
        KeyTable.age("current", "29 days 23:59");
        KeyTable.age("next", "29 days 23:59");
        var keys = everything();
        rotation.tend();
        assertEquals(keys, everything());
    }

    @Test
    void aNextKeyThatIsTooYoungDoesNotSign() {
        var current = KeyTable.kid("current");
        KeyTable.age("current", "40 days");
        KeyTable.age("next", "9 minutes 50 seconds");
        rotation.tend();
        assertFalse(rotation.rotate());
        assertEquals(current, KeyTable.kid("current"));
        KeyTable.age("next", "10 seconds");
        rotation.tend();
        assertEquals(current, KeyTable.kid("previous"));
    }

    @Test
    void aPreviousKeyRetiresAndIsErasedOnceItsLastTokenHasExpired() {
        rotation.rotateNow();
        var previous = KeyTable.kid("previous");
        // Five minutes for a replica that has not heard of the rotation, five for the token, one to spare.
        KeyTable.age("previous", "10 minutes 50 seconds");
        rotation.tend();
        assertEquals(previous, KeyTable.kid("previous"));
        KeyTable.age("previous", "10 seconds");
        rotation.tend();
        assertEquals(0, KeyTable.count("previous"));
        assertTrue(KeyTable.isErased(previous));
    }

    @Test
    void droppingTheCurrentKeyLetsTheNextOneSignAtOnce() {
        var dropped = KeyTable.kid("current");
        var next = KeyTable.kid("next");
        assertTrue(rotation.drop(dropped));
        assertTrue(KeyTable.isErased(dropped));
        assertEquals(next, KeyTable.kid("current"));
        assertNotEquals(next, KeyTable.kid("next"));
        assertEquals(0, KeyTable.count("previous"));
        assertFalse(rotation.drop(dropped));
    }

    @Test
    void droppingTheNextKeyMakesAnother() {
        var current = KeyTable.kid("current");
        var dropped = KeyTable.kid("next");
        assertTrue(rotation.drop(dropped));
        assertTrue(KeyTable.isErased(dropped));
        assertEquals(current, KeyTable.kid("current"));
        assertNotEquals(dropped, KeyTable.kid("next"));
    }

    private static Set<String> everything() {
        return Set.of("next", "current").stream()
                .map(state -> state + KeyTable.kid(state))
                .collect(Collectors.toSet());
    }
}
