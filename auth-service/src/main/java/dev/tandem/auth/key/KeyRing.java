package dev.tandem.auth.key;

import dev.tandem.auth.secret.Sha256;
import dev.tandem.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys in force at one moment.
 *
 * @param kid the one that signs
 * @param signingKey its private half
 * @param activatedAt since when it signs
 * @param signsUntil when this ring is too old to know which key signs
 * @param verificationKeys every published key by its kid
 * @param jwks the JWK set (RFC 7517) as it is published
 * @param etag of {@code jwks}, quoted
 */
public record KeyRing(
        String kid,
        PrivateKey signingKey,
        Instant activatedAt,
        Instant signsUntil,
        Map<String, PublicKey> verificationKeys,
        String jwks,
        String etag) {

    static KeyRing of(
            String kid, PrivateKey signingKey, Instant activatedAt, Instant signsUntil, List<PublishedKey> published) {
        var jwks = published.stream().map(PublishedKey::json).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return new KeyRing(
                kid,
                signingKey,
                activatedAt,
                signsUntil,
                published.stream().collect(Collectors.toUnmodifiableMap(PublishedKey::kid, PublishedKey::publicKey)),
                jwks,
                '"'
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Sha256.of(jwks.getBytes(StandardCharsets.UTF_8)))
                        + '"');
    }

    /**
     * Asked for after a token's times are set, so that a replica which was paused, or cut off from the database, signs
     * nothing that outlives the publication of its key. The token's times and this come from the same clock.
     */
    @Override
    public PrivateKey signingKey() {
        if (Instant.now().isAfter(signsUntil)) {
            throw Problem.of(503).withHeader(HttpHeaders.RETRY_AFTER, "2");
        }
        return signingKey;
    }
}
