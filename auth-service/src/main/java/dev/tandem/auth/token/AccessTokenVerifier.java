package dev.tandem.auth.token;

import dev.tandem.auth.key.SigningKeys;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import java.util.List;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies this service's own access tokens for SmallRye JWT (RFC 8725, RFC 9068): one algorithm, one type, one
 * audience, and only keys from the database, whatever the token's header says.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessTokenVerifier extends JWTCallerPrincipalFactory {

    private static final int CLOCK_SKEW_SECONDS = 5;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final SigningKeys keys;
    private final JwtConsumer consumer;

    AccessTokenVerifier(TokenConfig config, SigningKeys keys) {
        this.keys = keys;
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(this::publishedKey)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, SigningKeys.ALGORITHM))
                .setExpectedType(true, AccessTokens.TYPE)
                .setExpectedIssuer(true, config.issuer())
                .setExpectedAudience(true, TokenSigner.AUDIENCE)
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .registerValidator(isId("sub"))
                .registerValidator(isId(AccessTokens.SESSION_CLAIM))
                .build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        try {
            var verified = consumer.process(token);
            return new DefaultJWTCallerPrincipal(token, AccessTokens.TYPE, verified.getJwtClaims());
        } catch (InvalidJwtException | ClassCastException e) { // the latter where a header or claim has the wrong type
            throw new ParseException("Not an access token of this service", e);
        }
    }

    private static ErrorCodeValidator isId(String claim) {
        return context -> {
            var value = context.getJwtClaims().getClaimValue(claim);
            return value instanceof String id && UUID.matcher(id).matches()
                    ? null
                    : new ErrorCodeValidator.Error(ErrorCodes.MISCELLANEOUS, "no UUID in " + claim);
        };
    }

    private Key publishedKey(JsonWebSignature signature, List<JsonWebStructure> nesting)
            throws UnresolvableKeyException {
        var key = signature.getHeaders().getObjectHeaderValue("kid") instanceof String kid
                ? keys.ring().verificationKeys().get(kid)
                : null;
        if (key == null) {
            throw new UnresolvableKeyException("Unknown kid");
        }
        return key;
    }
}
