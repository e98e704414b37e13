package dev.tandem.auth.secret;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Seals secrets for the database with the key-encryption key, and opens those sealed with it or its predecessor. */
@Singleton
public class Vault {

    private final SealingKey key;
    private final Optional<SealingKey> previous;

    public Vault(SealingConfig config) {
        this.key = decode(config.key());
        this.previous = config.previousKey().map(Vault::decode);
    }

    /** @param purpose ties what is sealed to its row, so that rows can't be exchanged */
    public Sealed seal(byte[] plain, String purpose) {
        return new Sealed(key.seal(plain, purpose), key.id());
    }

    /** @throws IllegalStateException where the key is neither of those known here, or the purpose is another */
    public byte[] open(Sealed sealed, String purpose) {
        return keyNamed(sealed.keyId(), purpose).open(sealed.bytes(), purpose);
    }

    /** Names the key that seals now. */
    public String keyId() {
        return key.id();
    }

    /** Whether {@code keyId} names the key that seals now. */
    public boolean isCurrent(String keyId) {
        return keyId().equals(keyId);
    }

    /** Whether {@code keyId} names one of the keys that open. */
    public boolean knows(String keyId) {
        return isCurrent(keyId)
                || previous.filter(known -> known.id().equals(keyId)).isPresent();
    }

    private SealingKey keyNamed(String keyId, String purpose) {
        if (isCurrent(keyId)) {
            return key;
        }
        return previous.filter(known -> known.id().equals(keyId))
                .orElseThrow(() -> new IllegalStateException(
                        "The %s was sealed with the key-encryption key %s, but KEY_ENCRYPTION_KEY is %s and KEY_ENCRYPTION_KEY_PREVIOUS is %s."
                                .formatted(
                                        purpose,
                                        keyId,
                                        key.id(),
                                        previous.map(SealingKey::id).orElse("not set"))));
    }

    private static SealingKey decode(String base64) {
        return new SealingKey(EncodedKey.decode(base64));
    }
}
