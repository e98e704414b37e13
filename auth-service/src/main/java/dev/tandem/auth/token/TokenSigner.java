package dev.tandem.auth.token;

import dev.tandem.auth.key.SigningKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Signs the tokens for todo-service. Their type says what each kind is for: none is good for two things. */
@Singleton
class TokenSigner {

    static final String AUDIENCE = "todo-service";

    private final TokenConfig config;
    private final SigningKeys keys;

    TokenSigner(TokenConfig config, SigningKeys keys) {
        this.config = config;
        this.keys = keys;
    }

    String sign(String type, UUID subject, Duration lifetime, JwtClaimsBuilder claims) {
        var ring = keys.ring();
        var now = Instant.now();
        return claims.issuer(config.issuer())
                .audience(AUDIENCE)
                .subject(subject.toString())
                .claim("jti", UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .jws()
                .type(type)
                .keyId(ring.kid())
                .algorithm(SignatureAlgorithm.fromAlgorithm(SigningKeys.ALGORITHM))
                .sign(ring.signingKey());
    }
}
