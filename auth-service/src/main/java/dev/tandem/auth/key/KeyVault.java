package dev.tandem.auth.key;

import dev.tandem.auth.secret.Sealed;
import dev.tandem.auth.secret.Vault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Makes signing keys and opens them; outside of memory their private halves are always sealed. */
@Singleton
class KeyVault {

    private static final int RSA_BITS = 2048;

    /** Rows of somebody else's making may be many. */
    private static final int MOST_REPORTED = 100;

    private static final Logger LOG = Logger.getLogger(KeyVault.class);

    private final Vault vault;
    private final Counter rejected;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    KeyVault(Vault vault, MeterRegistry metrics) {
        this.vault = vault;
        this.rejected = Counter.builder("auth.signing.keys.rejected")
                .description("Rows of the signing keys' table that failed the check of their sealed half")
                .register(metrics);
    }

    /** A key in no state yet. */
    SigningKey create() {
        var pair = generate();
        var published = PublishedKey.of(pair.getPublic(), SigningKeys.ALGORITHM);
        var key = new SigningKey();
        key.kid = published.kid();
        key.algorithm = SigningKeys.ALGORITHM;
        key.publicJwk = published.json();
        seal(key, pair.getPrivate().getEncoded());
        return key;
    }

    /**
     * Both halves of {@code key}, the public one computed from the sealed one. Empty if they are not what the row says:
     * whoever can write to the database, but does not have the key-encryption key, can't make a row that passes.
     */
    Optional<OpenedKey> open(SigningKey key) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var privateKey = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(unseal(key)));
            var publicKey = factory.generatePublic(
                    new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
            var published = PublishedKey.of(publicKey, SigningKeys.ALGORITHM);
            if (!published.kid().equals(key.kid) || !published.isSameAs(key.publicJwk)) {
                throw new IllegalStateException("The public half belongs to another key.");
            }
            return Optional.of(new OpenedKey(published, privateKey));
        } catch (GeneralSecurityException | IllegalStateException e) {
            reject(key, e);
            return Optional.empty();
        }
    }

    /** Whether {@code key} can't be opened although the key-encryption key that it names is known here. */
    boolean isForged(SigningKey key) {
        return vault.knows(key.keyEncryptionKey) && open(key).isEmpty();
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

    private void reject(SigningKey key, Exception cause) {
        if (reported.size() < MOST_REPORTED && reported.add(key.kid)) {
            rejected.increment();
            LOG.errorf("Signing key %s is rejected, neither published nor used: %s", key.kid, cause.getMessage());
        }
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
