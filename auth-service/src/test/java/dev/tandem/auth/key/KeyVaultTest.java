package dev.tandem.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.SealingConfig;
import dev.tandem.auth.secret.Vault;
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
    private final SecurityEvents events;

    KeyVaultTest(SigningKeys service, SecurityEvents events) {
        this.service = service;
        this.events = events;
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
        // Made after it was started, under a key that it does not know: it can't tell it from a forged one.
        assertFalse(notReplacedYet.ring().verificationKeys().containsKey(KeyTable.kid("next")));
        notReplacedYet.tend();
        assertEquals(1, KeyTable.count("next"));
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

    private SigningKeys replica(String key, Optional<String> previous) {
        var settings = new KeySettings();
        var vault = vault(key, previous);
        return new SigningKeys(settings, vault, rotation(vault), new SimpleMeterRegistry());
    }

    private KeyRotation rotation(KeyVault vault) {
        return new KeyRotation(new KeySettings(), vault, events);
    }

    private KeyRotation rotation(String key) {
        return rotation(vault(key, Optional.empty()));
    }

    private static KeyVault vault(String key, Optional<String> previous) {
        return new KeyVault(new Vault(new KeyEncryptionKeys(key, previous)), new SimpleMeterRegistry());
    }

    private static String encryptionKey() {
        return Base64.getEncoder().encodeToString(RandomBytes.ofLength(32));
    }

    private record KeyEncryptionKeys(String key, Optional<String> previousKey) implements SealingConfig {}
}
