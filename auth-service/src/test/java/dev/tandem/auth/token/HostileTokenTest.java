package dev.tandem.auth.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.key.SigningKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are not access tokens of this service, some of them signed with its key. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class HostileTokenTest {

    @Inject
    SigningKeys keys;

    @Inject
    TokenConfig config;

    private UUID account;
    private UUID session;

    @BeforeEach
    void signUp() {
        String token = Person.unique().signUp().path("access_token");
        account = UUID.fromString(Person.decoded(token, 1).getString("sub"));
        session = UUID.fromString(Person.decoded(token, 1).getString("sid"));
    }

    @Test
    void theUnchangedOneIsAccepted() throws JoseException {
        me(signed(claims(), "at+jwt", keys.ring().kid())).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "sid", "jti", "iat", "exp", "iss", "aud"})
    void eachClaimIsRequired(String claim) throws JoseException {
        var claims = claims();
        claims.unsetClaim(claim);
        refused(signed(claims, "at+jwt", keys.ring().kid()));
    }

    @ParameterizedTest
    @CsvSource({
        "sub, somebody",
        "sub, ''",
        "sub, 1-1-1-1-1",
        "sid, x",
        "sid, ''",
        "sid, 1-1-1-1-1",
        "iss, https://evil.example",
        "aud, other"
    })
    void aClaimHasToBeRight(String claim, String value) throws JoseException {
        var claims = claims();
        claims.setClaim(claim, value);
        refused(signed(claims, "at+jwt", keys.ring().kid()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "sid", "jti", "iat", "exp", "iss", "aud"})
    void aClaimHasToHaveItsType(String claim) throws JoseException {
        var claims = claims();
        claims.setClaim(claim, Map.of("a", 1));
        refused(signed(claims, "at+jwt", keys.ring().kid()));
    }

    @Test
    void theHeaderHasToBeRight() throws JoseException {
        refused(signed(claims(), "JWT", keys.ring().kid()));
        refused(signed(claims(), 1, keys.ring().kid()));
        refused(signed(claims(), "at+jwt", "unknown"));
        refused(signed(claims(), "at+jwt", 1));
        refused(signed(claims(), "at+jwt", List.of()));
        refused("e30.e30.e30");
        refused("a.b.c");
        refused("x".repeat(5_000));
    }

    @Test
    void twoAuthorizationHeadersAreRefused() throws JoseException {
        var bearer = "Bearer " + signed(claims(), "at+jwt", keys.ring().kid());
        refused(given().header("Authorization", bearer, bearer).get("/auth/me"));
        refused(given().header("Authorization", "Bearer x", bearer).get("/auth/me"));
    }

    private static Response me(String token) {
        return given().header("Authorization", "Bearer " + token).get("/auth/me");
    }

    private static void refused(String token) {
        refused(me(token));
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .body("code", equalTo("invalid_token"));
    }

    private JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setAudience(TokenSigner.AUDIENCE);
        claims.setSubject(account.toString());
        claims.setClaim("sid", session.toString());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        var expiry = NumericDate.now();
        expiry.addSeconds(300);
        claims.setExpirationTime(expiry);
        claims.setStringListClaim("groups", "user");
        return claims;
    }

    private String signed(JwtClaims claims, Object type, Object kid) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(SigningKeys.ALGORITHM);
        signature.getHeaders().setObjectHeaderValue("typ", type);
        signature.getHeaders().setObjectHeaderValue("kid", kid);
        signature.setKey(keys.ring().signingKey());
        signature.setPayloadBytes(claims.toJson().getBytes(StandardCharsets.UTF_8));
        return signature.getCompactSerialization();
    }
}
