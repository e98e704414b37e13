package dev.tandem.auth.key;

import dev.tandem.auth.secret.EncodedKey;
import dev.tandem.auth.secret.SealingKey;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/** Makes signing keys and opens them; outside of memory their private halves are always sealed. */
@Singleton
class KeyVault {

    private static final int RSA_BITS = 2048;

    private final SealingKey sealingKey;
    private final Optional<SealingKey> previous;

    KeyVault(KeyConfig config) {
        this.sealingKey = decode(config.encryptionKey());
        this.previous = config.previousEncryptionKey().map(KeyVault::decode);
    }

    /** A key in no state yet. */
    SigningKey create() {
        var pair = generate();
        var published = PublishedKey.of(pair, SigningKeys.ALGORITHM);
        var key = new SigningKey();
        key.kid = published.kid();
        key.algorithm = SigningKeys.ALGORITHM;
        key.publicJwk = published.json();
        seal(key, pair.getPrivate().getEncoded());
        return key;
    }

    PrivateKey open(SigningKey key) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(unseal(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return whether {@code key} was sealed with the previous key-encryption key */
    boolean reseal(SigningKey key) {
        var encoded = unseal(key);
        if (key.keyEncryptionKey.equals(sealingKey.id())) {
            return false;
        }
        seal(key, encoded);
        return true;
    }

    private void seal(SigningKey key, byte[] encoded) {
        key.sealedPrivateKey = sealingKey.seal(encoded, purpose(key.kid));
        key.keyEncryptionKey = sealingKey.id();
    }

    private byte[] unseal(SigningKey key) {
        return sealerOf(key).open(key.sealedPrivateKey, purpose(key.kid));
    }

    private SealingKey sealerOf(SigningKey key) {
        if (key.keyEncryptionKey.equals(sealingKey.id())) {
            return sealingKey;
        }
        return previous.filter(known -> known.id().equals(key.keyEncryptionKey))
                .orElseThrow(() -> new IllegalStateException(
                        "The signing key %s was sealed with the key-encryption key %s, but KEY_ENCRYPTION_KEY is %s and KEY_ENCRYPTION_KEY_PREVIOUS is %s."
                                .formatted(
                                        key.kid,
                                        key.keyEncryptionKey,
                                        sealingKey.id(),
                                        previous.map(SealingKey::id).orElse("not set"))));
    }

    private static SealingKey decode(String base64) {
        return new SealingKey(EncodedKey.decode(base64));
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ties a sealed key to its row, so that rows can't be exchanged. */
    private static String purpose(String kid) {
        return "signing key " + kid;
    }
}
