package dev.tandem.todo.token;

import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtContext;

/** The tokens by which auth-service has an account erased: good for that, for a minute, and for nothing else. */
@Singleton
public class ErasureTokens {

    private static final String TYPE = "account-erasure+jwt";
    private static final String SCOPE = "account:erase";
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);

    private final TokenRules rules;
    private final JwtConsumer consumer;

    ErasureTokens(TokenRules rules) {
        this.rules = rules;
        this.consumer = rules.forType(TYPE, LONGEST_LIFE)
                .registerValidator(ErasureTokens::checkScope)
                .build();
    }

    /** The account to erase; 401 where the token is not of this kind. */
    public UUID account(String token) {
        var claims =
                rules.verify(consumer, token).orElseThrow(Problem::invalidToken).getJwtClaims();
        return UUID.fromString(claims.getClaimValueAsString("sub"));
    }

    private static String checkScope(JwtContext token) throws MalformedClaimException {
        return SCOPE.equals(token.getJwtClaims().getStringClaimValue("scope")) ? null : "Not to erase an account";
    }
}
