package dev.tandem.todo.token;

import jakarta.inject.Singleton;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/** What every token of auth-service has to be, whatever it is for. The type says what: none is good for two things. */
@Singleton
class TokenRules {

    static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final AlgorithmConstraints ALGORITHM =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    private static final String AUDIENCE = "todo-service";

    /** Header members that bring or point to a key of the sender's choosing, or change what is signed. */
    private static final List<String> REFUSED_HEADERS =
            List.of("crit", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "cty", "b64", "zip", "enc");

    /** An encrypted token has five, and none of ours is encrypted. */
    private static final int PARTS = 3;

    private final JwksKeySet keys;
    private final AuthConfig settings;

    TokenRules(JwksKeySet keys, AuthConfig settings) {
        this.keys = keys;
        this.settings = settings;
    }

    JwtConsumerBuilder forType(String type, Duration longestLife) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHM)
                .setExpectedType(true, type)
                .setExpectedIssuer(true, settings.issuer().toString())
                .setExpectedAudience(true, AUDIENCE)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .setAllowedClockSkewInSeconds((int) settings.clockSkew().toSeconds())
                .setIssuedAtRestrictions(0, (int) longestLife.toSeconds())
                .registerValidator(livesNoLongerThan(longestLife))
                .registerValidator(hasId("sub"))
                .setVerificationKeyResolver(this::key);
    }

    /**
     * A wrong signature, which anybody can send as often as they like, is found without the cost of an exception.
     *
     * @return empty where the token is not good, whyever
     */
    Optional<JwtContext> verify(JwtConsumer consumer, String token) {
        try {
            return isSigned(token) ? verifySigned(consumer, token) : Optional.empty();
        } catch (InvalidJwtException | JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Parts in base64url (RFC 7515, section 7.1), whose decoder would pass over anything else. Quicker than a pattern. */
    private static boolean isSigned(String token) {
        int parts = 1;
        char previous = '.';
        for (int i = 0; i < token.length(); i++) {
            char next = token.charAt(i);
            if (next == '.' && previous != '.') {
                parts++;
            } else if (!isBase64Url(next)) {
                return false;
            }
            previous = next;
        }
        return parts == PARTS && previous != '.';
    }

    private static boolean isBase64Url(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private Optional<JwtContext> verifySigned(JwtConsumer consumer, String token)
            throws InvalidJwtException, JoseException {
        var signed = (JsonWebSignature) JsonWebStructure.fromCompactSerialization(token);
        signed.setAlgorithmConstraints(ALGORITHM);
        signed.setKey(key(signed, List.of()));
        if (!signed.verifySignature()) {
            return Optional.empty();
        }
        var context = new JwtContext(token, JwtClaims.parse(signed.getPayload()), List.of(signed));
        // Finds the signature verified already, unless the key has changed meanwhile.
        consumer.processContext(context);
        return Optional.of(context);
    }

    static Validator hasId(String claim) {
        return token -> {
            var id = token.getJwtClaims().getStringClaimValue(claim);
            return id != null && UUID.matcher(id).matches() ? null : "No UUID in " + claim;
        };
    }

    private static Validator livesNoLongerThan(Duration longestLife) {
        return token -> {
            var claims = token.getJwtClaims();
            var life =
                    claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
            return life > longestLife.toSeconds() ? "Lives too long" : null;
        };
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
}
