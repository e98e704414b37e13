package dev.tandem.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.secret.RandomBytes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas with key-encryption keys of their own, over the same database. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class KeyVaultTest {

    private final String old = encryptionKey();
    private final String changed = encryptionKey();
    private final SigningKeys service;

    KeyVaultTest(SigningKeys service) {
        this.service = service;
    }

    @BeforeEach
    void empty() {
        KeyTable.empty();
    }

    @AfterEach
    void startAfresh() {
        KeyTable.empty();
        service.start(null);
    }

    @Test
    void keysAreSealedAnewWhenTheKeyEncryptionKeyChanges() {
        replica(old, Optional.empty()).start(null);
        var kid = KeyTable.kid("current");

        replica(changed, Optional.of(old)).start(null);
        assertEquals(
                1L,
                Database.query(
                        "select count(distinct key_encryption_key) from signing_key where sealed_private_key is not null"));

        var withoutTheOld = replica(changed, Optional.empty());
        withoutTheOld.start(null);
        assertEquals(kid, withoutTheOld.ring().kid());
        assertThrows(
                IllegalStateException.class,
                () -> replica(old, Optional.empty()).start(null));
    }

    @Test
    void aReplicaWithTheOldKeyEncryptionKeyGoesOnUntilItIsReplaced() {
        var notReplacedYet = replica(old, Optional.empty());
        notReplacedYet.start(null);
        replica(changed, Optional.of(old)).start(null);
        var next = KeyTable.kid("next");
        rotation(changed).rotateNow();
        notReplacedYet.reload();
        assertEquals(next, notReplacedYet.ring().kid());
        assertTrue(notReplacedYet.ring().verificationKeys().containsKey(KeyTable.kid("next")));
    }

    @Test
    void refusesToStartWhereNeitherKeyEncryptionKeyOpensAKey() {
        replica(old, Optional.empty()).start(null);
        var stranger = replica(changed, Optional.of(encryptionKey()));
        var refused = assertThrows(IllegalStateException.class, () -> stranger.start(null));
        assertTrue(refused.getMessage().contains("KEY_ENCRYPTION_KEY is "), refused.getMessage());
        assertTrue(refused.getMessage().contains("KEY_ENCRYPTION_KEY_PREVIOUS is "), refused.getMessage());
    }

    @Test
    void aLostKeyEncryptionKeyIsOvercomeByDroppingWhatItSealed() {
        replica(old, Optional.empty()).start(null);
        rotation(changed).drop(KeyTable.kid("next"));
        rotation(changed).drop(KeyTable.kid("current"));
        var recovered = replica(changed, Optional.empty());
        recovered.start(null);
        assertEquals(KeyTable.kid("current"), recovered.ring().kid());
    }

    private static SigningKeys replica(String key, Optional<String> previous) {
        var settings = new KeySettings(key, previous);
        var vault = new KeyVault(settings);
        return new SigningKeys(settings, vault, new KeyRotation(settings, vault), new SimpleMeterRegistry());
    }

    private static KeyRotation rotation(String key) {
        var settings = new KeySettings(key, Optional.empty());
        return new KeyRotation(settings, new KeyVault(settings));
    }

    private static String encryptionKey() {
        return Base64.getEncoder().encodeToString(RandomBytes.ofLength(32));
    }
}
