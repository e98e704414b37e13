package dev.tandem.auth.token;

import dev.tandem.auth.key.SigningKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Issues access tokens: JWTs by RFC 9068 that name the person and the session and nothing else about them. */
@Singleton
public class AccessTokens {

    static final String TYPE = "at+jwt";
    static final String AUDIENCE = "todo-service";
    /** Names the session. */
    public static final String SESSION_CLAIM = "sid";

    private final TokenConfig config;
    private final SigningKeys keys;

    AccessTokens(TokenConfig config, SigningKeys keys) {
        this.config = config;
        this.keys = keys;
    }

    public AccessToken issue(UUID account, UUID session) {
        var ring = keys.ring();
        var now = Instant.now();
        var value = Jwt.issuer(config.issuer())
                .audience(AUDIENCE)
                .subject(account.toString())
                .claim(SESSION_CLAIM, session.toString())
                .claim("jti", UUID.randomUUID().toString())
                .groups(Set.of("user"))
                .issuedAt(now)
                .expiresAt(now.plus(config.lifetime()))
                .jws()
                .type(TYPE)
                .keyId(ring.kid())
                .algorithm(SignatureAlgorithm.fromAlgorithm(SigningKeys.ALGORITHM))
                .sign(ring.signingKey());
        return new AccessToken(value, config.lifetime().toSeconds());
    }
}
