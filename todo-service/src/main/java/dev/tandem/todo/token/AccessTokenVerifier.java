package dev.tandem.todo.token;

import dev.tandem.todo.token.VerifiedTokens.Verified;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.QuarkusJwtCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Decides whether an access token is one of ours. It runs on the event loop and so never waits for anything: the keys
 * and the sessions that ended are in memory.
 */
@Alternative
@Priority(1)
@Singleton
class AccessTokenVerifier extends JWTCallerPrincipalFactory {

    private static final String TYPE = "at+jwt";
    private static final String SESSION = "sid";

    private final RevokedSessions revoked;
    private final VerifiedTokens verified;
    private final long skew;
    private final JwtConsumer consumer;
    private final Timer accepted;
    private final Timer refused;

    AccessTokenVerifier(
            TokenRules rules,
            RevokedSessions revoked,
            VerifiedTokens verified,
            AuthConfig settings,
            MeterRegistry metrics) {
        this.revoked = revoked;
        this.verified = verified;
        this.accepted = metrics.timer("token.verification", "outcome", "accepted");
        this.refused = metrics.timer("token.verification", "outcome", "refused");
        this.skew = settings.clockSkew().toMillis();
        this.consumer = rules.forType(TYPE, settings.longestTokenLife())
                .registerValidator(TokenRules.hasId(SESSION))
                .registerValidator(this::checkSession)
                .build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        var began = System.nanoTime();
        try {
            var principal = verify(token);
            accepted.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return principal;
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            refused.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            throw new ParseException("Not an access token of ours", e);
        }
    }

    private JWTCallerPrincipal verify(String token) throws InvalidJwtException, MalformedClaimException {
        var context = TokenRules.verify(consumer, token);
        var claims = context.getJwtClaims();
        var signature = context.getJoseObjects().getFirst();
        var principal = new QuarkusJwtCallerPrincipal(null, claims);
        verified.remember(
                token,
                new Verified(
                        QuarkusSecurityIdentity.builder()
                                .setPrincipal(principal)
                                .addRoles(principal.getGroups())
                                .build(),
                        claims.getExpirationTime().getValueInMillis() + skew,
                        claims.getStringClaimValue(SESSION),
                        signature.getKeyIdHeaderValue(),
                        signature.getKey()));
        return principal;
    }

    private String checkSession(JwtContext token) throws MalformedClaimException {
        var session = token.getJwtClaims().getStringClaimValue(SESSION);
        return session != null && revoked.contains(session) ? "Its session has ended" : null;
    }
}
