package dev.tandem.auth.key;

import dev.tandem.auth.secret.Sealed;
import dev.tandem.auth.secret.Vault;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** Makes signing keys and opens them; outside of memory their private halves are always sealed. */
@Singleton
class KeyVault {

    private static final int RSA_BITS = 2048;

    private final Vault vault;

    KeyVault(Vault vault) {
        this.vault = vault;
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
        if (vault.isCurrent(key.keyEncryptionKey)) {
            return false;
        }
        seal(key, encoded);
        return true;
    }

    private void seal(SigningKey key, byte[] encoded) {
        var sealed = vault.seal(encoded, purpose(key.kid));
        key.sealedPrivateKey = sealed.bytes();
        key.keyEncryptionKey = sealed.keyId();
    }

    private byte[] unseal(SigningKey key) {
        return vault.open(new Sealed(key.sealedPrivateKey, key.keyEncryptionKey), purpose(key.kid));
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

    private static String purpose(String kid) {
        return "signing key " + kid;
    }
}
