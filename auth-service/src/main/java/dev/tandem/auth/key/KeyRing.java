package dev.tandem.auth.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys in force at one moment.
 *
 * @param kid the one that signs
 * @param signingKey its private half
 * @param verificationKeys every published key by its kid
 * @param jwks the JWK set (RFC 7517) as it is published
 * @param etag of {@code jwks}, quoted
 */
public record KeyRing(
        String kid, PrivateKey signingKey, Map<String, PublicKey> verificationKeys, String jwks, String etag) {

    static KeyRing of(String kid, PrivateKey signingKey, List<PublishedKey> published) {
        var jwks = published.stream().map(PublishedKey::json).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return new KeyRing(
                kid,
                signingKey,
                published.stream().collect(Collectors.toUnmodifiableMap(PublishedKey::kid, PublishedKey::publicKey)),
                jwks,
                '"' + digest(jwks) + '"');
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
