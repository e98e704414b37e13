package dev.tandem.auth.discovery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class WellKnownTest {

    @Test
    void publishesPublicKeysOnlyNamedByTheirThumbprint() throws Exception {
        var answer = given().get("/.well-known/jwks.json");
        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "public, max-age=300")
                .body("keys", hasSize(2));
        Map<String, Object> key = answer.path("keys[0]");
        assertEquals(Set.of("kty", "kid", "use", "alg", "n", "e"), key.keySet());
        var jwk = new JsonWebKeySet(answer.asString()).getJsonWebKeys().getFirst();
        assertEquals(jwk.calculateBase64urlEncodedThumbprint("SHA-256"), jwk.getKeyId());
    }

    @Test
    void answersAKnownSetWithoutABody() {
        var etag = given().get("/.well-known/jwks.json").getHeader("ETag");
        var answer = given().header("If-None-Match", etag).get("/.well-known/jwks.json");
        assertEquals(304, answer.statusCode());
        assertEquals("", answer.asString());
        assertEquals(etag, answer.getHeader("ETag"));
    }

    @Test
    void describesTheIssuerAndNothingThatIsNotThere() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("http://localhost:8081"))
                .body("jwks_uri", equalTo("http://localhost:8081/.well-known/jwks.json"))
                .body(
                        "findAll { !(it.key in ['issuer', 'jwks_uri', 'response_types_supported', 'grant_types_supported']) }",
                        anEmptyMap())
                .body("grant_types_supported", hasSize(0));
    }

    @Test
    void signsAccessTokensThatCarryNothingPersonalAndVerifyWithThePublishedKey() throws Exception {
        var person = Person.signedUp();
        var login = person.logIn();
        String token = login.path("access_token");

        var header = Person.decoded(token, 0);
        assertEquals("RS256", header.getString("alg"));
        assertEquals("at+jwt", header.getString("typ"));
        assertEquals(Set.of("alg", "typ", "kid"), header.getMap("").keySet());

        var claims = Person.decoded(token, 1);
        assertEquals(
                Set.of("iss", "aud", "sub", "sid", "iat", "exp", "jti", "groups"),
                claims.getMap("").keySet());
        assertEquals("http://localhost:8081", claims.getString("iss"));
        assertEquals("todo-service", claims.getString("aud"));
        assertEquals(login.path("user.id"), claims.getString("sub"));
        assertEquals(List.of("user"), claims.getList("groups"));
        assertEquals(300, claims.getLong("exp") - claims.getLong("iat"));
        assertTrue(Math.abs(Instant.now().getEpochSecond() - claims.getLong("iat")) < 60);
        UUID.fromString(claims.getString("jti"));
        UUID.fromString(claims.getString("sid"));

        var published = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(published
                .findJsonWebKey(header.getString("kid"), null, null, null)
                .getKey());
        assertTrue(signature.verifySignature());
    }

    @Test
    void publishesTheKeyThatSignsAndTheNextOne() {
        given().get("/.well-known/jwks.json")
                .then()
                .body(
                        "keys.kid",
                        containsInAnyOrder(
                                Database.query("select kid from signing_key where state = 'current'"),
                                Database.query("select kid from signing_key where state = 'next'")));
    }

    @Test
    void theDescriptionIsOneDocumentThatCanOnlyBeRead() {
        given().head("/q/openapi").then().statusCode(200).contentType("application/json");
        given().get("/q/openapi.yaml").then().statusCode(404).body("code", equalTo("not_found"));
        given().contentType("application/json")
                .body("{}")
                .post("/q/openapi")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body("code", equalTo("method_not_allowed"));
    }

    @Test
    void describesItselfAsOpenApi() {
        var description = given().get("/q/openapi");
        description.then().statusCode(200).body("openapi", equalTo("3.1.0"));
        Map<String, Object> paths = description.path("paths");
        assertEquals(
                Set.of(
                        "/auth/signup",
                        "/auth/login",
                        "/auth/login/second-factor",
                        "/auth/email",
                        "/auth/email/verify",
                        "/auth/email/verify/resend",
                        "/auth/password/forgot",
                        "/auth/password/reset",
                        "/auth/events",
                        "/auth/export",
                        "/auth/totp",
                        "/auth/totp/confirm",
                        "/auth/totp/recovery-codes",
                        "/auth/refresh",
                        "/auth/logout",
                        "/auth/me",
                        "/auth/password",
                        "/auth/sessions",
                        "/auth/sessions/{id}",
                        "/.well-known/jwks.json",
                        "/.well-known/oauth-authorization-server"),
                paths.keySet());
        description
                .then()
                .body("paths.'/auth/me'.get.security[0].keySet()", contains("bearer"))
                .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
                .body(
                        "paths.'/auth/signup'.post.responses.'201'.content.'application/json'.schema.'$ref'",
                        equalTo("#/components/schemas/SignedIn"))
                .body(
                        "paths.'/auth/login'.post.responses.collectEntries { [it.key, it.value.content.'application/json'?.schema?.'$ref'] }",
                        allOf(
                                hasEntry("200", "#/components/schemas/SignedIn"),
                                hasEntry("202", "#/components/schemas/SecondFactorToken")))
                .body(
                        "paths.'/auth/totp'.delete.requestBody.content.'application/json'.schema.'$ref'",
                        equalTo("#/components/schemas/PasswordConfirmation"))
                .body("components.schemas.Problem.properties.keySet()", hasItems("code", "errors", "traceId"))
                .body(
                        "paths.'/auth/login'.post.responses.'401'.content.'application/problem+json'.schema.'$ref'",
                        equalTo("#/components/schemas/Problem"));
    }
}
