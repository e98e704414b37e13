package dev.tandem.auth.key;

import dev.tandem.auth.secret.SealingKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The key pairs that sign access tokens: made once, kept sealed in the database, shared by every replica. */
@Singleton
public class SigningKeys {

    /** The only signature algorithm used and accepted (docs/decisions/0002-rs256.md). */
    public static final String ALGORITHM = "RS256";

    private static final int RSA_BITS = 2048;

    private final SealingKey sealingKey;
    private volatile KeyRing ring;

    SigningKeys(KeyConfig config) {
        this.sealingKey =
                new SealingKey(Base64.getDecoder().decode(config.encryptionKey().strip()));
    }

    void load(@Observes StartupEvent started) {
        ring = QuarkusTransaction.requiringNew().call(this::readOrCreate);
    }

    public KeyRing ring() {
        return ring;
    }

    private KeyRing readOrCreate() {
        if (SigningKey.count("state", SigningKey.State.current) == 0) {
            SigningKey.insertUnlessOneIsCurrent(create());
        }
        var keys = SigningKey.published();
        var current = keys.stream()
                .filter(key -> key.state == SigningKey.State.current)
                .findFirst()
                .orElseThrow();
        var published =
                keys.stream().map(key -> PublishedKey.parse(key.publicJwk)).toList();
        return KeyRing.of(current.kid, open(current), published);
    }

    private SigningKey create() {
        var pair = generate();
        var published = PublishedKey.of(pair, ALGORITHM);
        var key = new SigningKey();
        key.kid = published.kid();
        key.algorithm = ALGORITHM;
        key.publicJwk = published.json();
        key.sealedPrivateKey = sealingKey.seal(pair.getPrivate().getEncoded(), purpose(key.kid));
        key.keyEncryptionKey = sealingKey.id();
        return key;
    }

    private PrivateKey open(SigningKey key) {
        if (!key.keyEncryptionKey.equals(sealingKey.id())) {
            throw new IllegalStateException(
                    "The signing key %s was sealed with the key-encryption key %s, but KEY_ENCRYPTION_KEY is %s."
                            .formatted(key.kid, key.keyEncryptionKey, sealingKey.id()));
        }
        try {
            var encoded = sealingKey.open(key.sealedPrivateKey, purpose(key.kid));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
