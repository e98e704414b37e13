package dev.tandem.todo.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.fixture.TestIssuer;
import dev.tandem.todo.fixture.TestToken;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class HostileTokenTest {

    private static final TestIssuer.Key STRANGER = TestIssuer.newKey("stranger", 2048);

    @Test
    void anHonestTokenIsAccepted() {
        given().header("Authorization", "Bearer " + honest().signed())
                .get(Api.TODOS)
                .then()
                .statusCode(200)
                .header("WWW-Authenticate", nullValue());
    }

    @TestFactory
    Stream<DynamicTest> withinTheLimitsIsAccepted() {
        return Map.<String, TestToken>of(
                        "expired within the skew", honest().time("iat", -302).time("exp", -2),
                        "issued ahead within the skew", honest().time("iat", 3).time("exp", 303),
                        "not before within the skew", honest().time("nbf", 3),
                        "type as a full media type", honest().header("typ", "application/at+jwt"),
                        "several audiences, ours among them", honest().claim("aud", List.of("other", "todo-service")))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertEquals(
                                200,
                                given().header(
                                                "Authorization",
                                                "Bearer " + entry.getValue().signed())
                                        .get(Api.TODOS)
                                        .statusCode())));
    }

    @TestFactory
    Stream<DynamicTest> anyOtherTokenIsRefused() {
        var cases = new LinkedHashMap<String, String>();
        cases.put("malformed", "nonsense");
        cases.put("empty parts", "..");
        cases.put("two parts", honest().signed().replaceFirst("\\.[^.]*$", ""));
        cases.put("encrypted, five parts", "a.b.c.d.e");
        cases.put("not base64", "!!!." + honest().signed());
        cases.put("a sign that base64 decoders pass over", honest().signed().replaceFirst("\\.", "!."));
        cases.put("padded", honest().signed() + "=");
        cases.put("an empty part", honest().signed().replaceFirst("\\.", ".."));
        cases.put("wrong signature", honest().signedBy(STRANGER).signed());
        cases.put("signature cut off", honest().unsigned());
        cases.put("changed after signing", changedAfterSigning());
        cases.put("unknown kid", honest().header("kid", "nobody-knows").signed());
        cases.put("missing kid", honest().header("kid", null).signed());
        cases.put("kid that is no text", honest().header("kid", 7).signed());
        cases.put(
                "kid that looks like a path",
                honest().header("kid", "../../etc/passwd").signed());
        cases.put("alg none", honest().header("alg", "none").unsigned());
        cases.put("alg NONE, signed", honest().header("alg", "NONE").signed());
        cases.put("alg missing", honest().header("alg", null).signed());
        cases.put(
                "alg HS256 keyed with our public key",
                honest().header("alg", "HS256").hmacWithPublicKey());
        cases.put("alg RS384", honest().header("alg", "RS384").signed("SHA384withRSA"));
        cases.put("alg RS512", honest().header("alg", "RS512").signed("SHA512withRSA"));
        cases.put("alg PS256", honest().header("alg", "PS256").signed());
        cases.put("alg ES256", honest().header("alg", "ES256").signed());
        cases.put("alg EdDSA", honest().header("alg", "EdDSA").signed());
        cases.put("wrong typ", honest().header("typ", "JWT").signed());
        cases.put("missing typ", honest().header("typ", null).signed());
        cases.put("wrong iss", honest().claim("iss", "https://evil.example.com").signed());
        cases.put(
                "iss with a slash more",
                honest().claim("iss", Surroundings.issuer().url() + "/").signed());
        cases.put("missing iss", honest().claim("iss", null).signed());
        cases.put("wrong aud", honest().claim("aud", "another-service").signed());
        cases.put("missing aud", honest().claim("aud", null).signed());
        cases.put("expired", honest().time("iat", -310).time("exp", -10).signed());
        cases.put("missing exp", honest().claim("exp", null).signed());
        cases.put("exp that is no number", honest().claim("exp", "tomorrow").signed());
        cases.put("not yet valid", honest().time("nbf", 200).signed());
        cases.put(
                "issued in the future",
                honest().time("iat", 200).time("exp", 300).signed());
        cases.put("missing iat", honest().claim("iat", null).signed());
        cases.put("life longer than allowed", honest().time("exp", 301).signed());
        cases.put(
                "issued longer ago than a life",
                honest().time("iat", -400).time("exp", -100 + 60).signed());
        cases.put("missing sub", honest().claim("sub", null).signed());
        cases.put("sub that is no UUID", honest().claim("sub", "admin").signed());
        cases.put("sub that is SQL", honest().claim("sub", "' or 1=1 --").signed());
        cases.put(
                "sub that is no text",
                honest().claim("sub", List.of(UUID.randomUUID().toString())).signed());
        cases.put("missing jti", honest().claim("jti", null).signed());
        cases.put("missing sid", honest().claim("sid", null).signed());
        cases.put("sid that is no UUID", honest().claim("sid", "1").signed());
        cases.put(
                "crit", honest().header("crit", List.of("exp")).header("exp", 1).signed());
        cases.put("crit, empty", honest().header("crit", List.of()).signed());
        cases.put(
                "embedded jwk",
                honest().header("jwk", TestIssuer.jwk(STRANGER))
                        .signedBy(STRANGER)
                        .signed());
        cases.put(
                "embedded jwk beside a good signature",
                honest().header("jwk", TestIssuer.jwk(STRANGER)).signed());
        cases.put(
                "jku",
                honest().header("jku", "https://evil.example.com/jwks.json").signed());
        cases.put(
                "x5u",
                honest().header("x5u", "https://evil.example.com/chain.pem").signed());
        cases.put("x5c", honest().header("x5c", List.of("MIIB")).signed());
        cases.put("x5t", honest().header("x5t", "abc").signed());
        cases.put("x5t#S256", honest().header("x5t#S256", "abc").signed());
        cases.put("nested token", honest().header("cty", "JWT").signed());
        cases.put("over 4 KB", honest().claim("padding", "x".repeat(4096)).signed());
        cases.put("member twice in the header", twice());
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> refused(
                                request -> request.header("Authorization", "Bearer " + entry.getValue()),
                                "invalid_token",
                                "Bearer error=\"invalid_token\"")));
    }

    @Test
    void twoAuthorizationHeadersAreRefused() {
        refused(
                request -> request.header("Authorization", "Bearer " + honest().signed())
                        .header("Authorization", "Bearer " + honest().signed()),
                "invalid_token",
                "Bearer error=\"invalid_token\"");
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoBearerTokenCountsAsNone() {
        return Map.<String, Function<RequestSpecification, RequestSpecification>>of(
                        "nothing", request -> request,
                        "another scheme", request -> request.header("Authorization", "Basic YTpi"),
                        "in the query string", request -> request.queryParam("access_token", honest().signed()),
                        "in a cookie", request -> request.cookie("Bearer", honest().signed()))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> refused(entry.getValue(), "missing_token", "Bearer")));
    }

    @Test
    void theSchemeIsTakenInAnyCase() {
        given().header("Authorization", "bearer " + honest().signed())
                .get(Api.TODOS)
                .then()
                .statusCode(200);
    }

    @Test
    void aTokenForSomethingElseIsForbidden() {
        given().header(
                        "Authorization",
                        "Bearer " + honest().claim("groups", List.of()).signed())
                .get(Api.TODOS)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", is("forbidden"));
    }

    private static void refused(
            Function<RequestSpecification, RequestSpecification> credentials, String code, String challenge) {
        for (var method : List.of("GET", "POST", "DELETE")) {
            credentials
                    .apply(given().contentType("application/json"))
                    .body("{}")
                    .request(method, Api.TODOS)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", challenge)
                    .contentType("application/problem+json")
                    .body("type", is("about:blank"))
                    .body("title", is("Unauthorized"))
                    .body("status", is(401))
                    .body("code", is(code))
                    .body("traceId", matchesPattern("[0-9a-f]{32}"));
        }
    }

    private static TestToken honest() {
        return Surroundings.issuer().token(UUID.randomUUID());
    }

    private static String changedAfterSigning() {
        var mine = honest().signed().split("\\.");
        var theirs = honest().signed().split("\\.");
        return mine[0] + "." + theirs[1] + "." + mine[2];
    }

    /** Which of the two counts is for the parser to say; none does here. */
    private static String twice() {
        var parts = honest().signed().split("\\.");
        var header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("{\"alg\":\"none\"," + header.substring(1)).getBytes(StandardCharsets.UTF_8))
                + "." + parts[1] + "." + parts[2];
    }
}
