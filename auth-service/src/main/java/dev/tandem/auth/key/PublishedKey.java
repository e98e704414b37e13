package dev.tandem.auth.key;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public half of a signing key as a JWK.
 *
 * @param kid RFC 7638 thumbprint
 */
record PublishedKey(String kid, PublicKey publicKey, String json) {

    static PublishedKey of(PublicKey publicKey, String algorithm) {
        var jwk = new RsaJsonWebKey((RSAPublicKey) publicKey);
        jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        jwk.setAlgorithm(algorithm);
        jwk.setUse("sig");
        return new PublishedKey(jwk.getKeyId(), publicKey, jwk.toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    /** Whether {@code stored} has the same members, in whatever order. */
    boolean isSameAs(String stored) {
        try {
            return JsonUtil.parseJson(json).equals(JsonUtil.parseJson(stored));
        } catch (JoseException | ClassCastException _) {
            return false;
        }
    }
}
