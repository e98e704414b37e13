package dev.tandem.todo.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.smallrye.jwt.runtime.auth.QuarkusJwtCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Decides whether an access token is one of ours. It runs on the event loop and so never waits for anything: the keys
 * are in memory.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessTokenVerifier extends JWTCallerPrincipalFactory {

    private static final String AUDIENCE = "todo-service";

    /** Header members that bring or point to a key of the sender's choosing, or change what is signed. */
    private static final List<String> REFUSED_HEADERS =
            List.of("crit", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "cty", "b64", "zip", "enc");

    /** Three parts: an encrypted token has five, and none of ours is encrypted. */
    private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JwksKeySet keys;
    private final AuthConfig settings;
    private final JwtConsumer consumer;
    private final Timer accepted;
    private final Timer refused;

    AccessTokenVerifier(JwksKeySet keys, AuthConfig settings, MeterRegistry metrics) {
        this.keys = keys;
        this.accepted = metrics.timer("token.verification", "outcome", "accepted");
        this.refused = metrics.timer("token.verification", "outcome", "refused");
        this.settings = settings;
        this.consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(true, settings.issuer().toString())
                .setExpectedAudience(true, AUDIENCE)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .setAllowedClockSkewInSeconds((int) settings.clockSkew().toSeconds())
                .setIssuedAtRestrictions(0, (int) settings.longestTokenLife().toSeconds())
                .registerValidator(this::checkLife)
                .registerValidator(AccessTokenVerifier::checkIds)
                .setVerificationKeyResolver(this::key)
                .build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        var began = System.nanoTime();
        try {
            var principal = new QuarkusJwtCallerPrincipal(null, verify(token));
            accepted.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return principal;
        } catch (InvalidJwtException | RuntimeException e) {
            refused.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            throw new ParseException("Not an access token of ours", e);
        }
    }

    private JwtClaims verify(String token) throws InvalidJwtException {
        if (!SIGNED.matcher(token).matches()) {
            throw new IllegalArgumentException("Not a signed token");
        }
        return consumer.processToClaims(token);
    }

    private Key key(JsonWebSignature token, List<JsonWebStructure> unused) throws UnresolvableKeyException {
        for (var header : REFUSED_HEADERS) {
            if (token.getHeaders().getObjectHeaderValue(header) != null) {
                throw new UnresolvableKeyException("Refused header " + header);
            }
        }
        if (!(token.getHeaders().getObjectHeaderValue("kid") instanceof String keyId)) {
            throw new UnresolvableKeyException("No key id");
        }
        return keys.find(keyId).orElseThrow(() -> new UnresolvableKeyException("Unknown key id"));
    }

    private String checkLife(JwtContext token) throws MalformedClaimException {
        var claims = token.getJwtClaims();
        var life = claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
        return life > settings.longestTokenLife().toSeconds() ? "Lives too long" : null;
    }

    private static String checkIds(JwtContext token) throws MalformedClaimException {
        var claims = token.getJwtClaims();
        for (var id : List.of("sub", "sid")) {
            var value = claims.getStringClaimValue(id);
            if (value == null || !UUID.matcher(value).matches()) {
                return "No UUID in " + id;
            }
        }
        return null;
    }
}
