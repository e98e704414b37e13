package dev.tandem.auth.key;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public half of a signing key as a JWK.
 *
 * @param kid RFC 7638 thumbprint
 */
record PublishedKey(String kid, PublicKey publicKey, String json) {

    static PublishedKey of(KeyPair pair, String algorithm) {
        var jwk = new RsaJsonWebKey((RSAPublicKey) pair.getPublic());
        jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        jwk.setAlgorithm(algorithm);
        jwk.setUse("sig");
        return of(jwk);
    }

    static PublishedKey parse(String json) {
        try {
            return of(PublicJsonWebKey.Factory.newPublicJwk(json));
        } catch (JoseException e) {
            throw new IllegalStateException("A stored public key is not a JWK", e);
        }
    }

    private static PublishedKey of(PublicJsonWebKey jwk) {
        return new PublishedKey(jwk.getKeyId(), jwk.getPublicKey(), jwk.toJson(OutputControlLevel.PUBLIC_ONLY));
    }
}
