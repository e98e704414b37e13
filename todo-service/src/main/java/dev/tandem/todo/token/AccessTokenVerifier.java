package dev.tandem.todo.token;

import dev.tandem.todo.token.VerifiedTokens.Verified;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.QuarkusJwtCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.MalformedClaimException;
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

    private final TokenRules rules;
    private final RevokedSessions revoked;
    private final VerifiedTokens verified;
    private final Duration skew;
    private final JwtConsumer consumer;
    private final Timer accepted;
    private final Timer refused;

    AccessTokenVerifier(
            TokenRules rules,
            RevokedSessions revoked,
            VerifiedTokens verified,
            AuthConfig settings,
            MeterRegistry metrics) {
        this.rules = rules;
        this.revoked = revoked;
        this.verified = verified;
        this.accepted = metrics.timer("token.verification", "outcome", "accepted");
        this.refused = metrics.timer("token.verification", "outcome", "refused");
        this.skew = settings.clockSkew();
        this.consumer = rules.forType(TYPE, settings.longestTokenLife())
                .registerValidator(TokenRules.hasId(SESSION))
                .registerValidator(this::checkSession)
                .build();
    }

    /** Whose token it is; empty where it is not good. */
    Optional<SecurityIdentity> verify(String token) {
        var began = System.nanoTime();
        var found = rules.verify(consumer, token).map(this::verified);
        found.ifPresent(good -> verified.remember(token, good));
        (found.isPresent() ? accepted : refused).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        return found.map(Verified::identity);
    }

    /** For what {@link TokenGate} has not looked at before: the same rules wherever a token is shown. */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        var identity = verify(token).orElseThrow(() -> new ParseException("Not an access token of ours"));
        return (JWTCallerPrincipal) identity.getPrincipal();
    }

    private Verified verified(JwtContext token) {
        var claims = token.getJwtClaims();
        var signature = token.getJoseObjects().getFirst();
        var principal = new QuarkusJwtCallerPrincipal(null, claims);
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(principal)
                .addRoles(principal.getGroups())
                .build();
        var expires = Duration.ofSeconds(principal.getExpirationTime()).plus(skew);
        return new Verified(
                identity,
                expires.toMillis(),
                claims.getClaimValueAsString(SESSION),
                signature.getKeyIdHeaderValue(),
                signature.getKey());
    }

    private String checkSession(JwtContext token) throws MalformedClaimException {
        var session = token.getJwtClaims().getStringClaimValue(SESSION);
        return session != null && revoked.contains(session) ? "Its session has ended" : null;
    }
}
