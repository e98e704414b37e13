package dev.tandem.auth.key;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.kit.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class SigningKeysTest {

    private final KeyRotation rotation;
    private final SigningKeys service;

    SigningKeysTest(KeyRotation rotation, SigningKeys service) {
        this.rotation = rotation;
        this.service = service;
    }

    @BeforeEach
    @AfterEach
    void startAfresh() {
        KeyTable.empty();
        rotation.start();
        service.reload();
    }

    @Test
    void publishesTheNextKeyAndSignsWithTheCurrentOne() {
        assertEquals(Set.of(KeyTable.kid("current"), KeyTable.kid("next")), Set.copyOf(KeyTable.published()));
        assertEquals(KeyTable.kid("current"), kid(Person.signedUp().logIn().path("access_token")));
    }

    @Test
    void tokensOutliveTheRotationOfTheirKeyButNotItsRetirement() throws Exception {
        var person = Person.signedUp();
        String before = person.logIn().path("access_token");
        var etag = etag();
        KeyTable.age("current", "30 days");
        KeyTable.age("next", "10 minutes");
        service.tend();

        String after = person.logIn().path("access_token");
        assertNotEquals(kid(before), kid(after));
        assertNotEquals(etag, etag());
        assertEquals(3, KeyTable.published().size());
        for (var token : List.of(before, after)) {
            assertTrue(verifiesByTheJwks(token));
            assertEquals(200, Person.me(token).statusCode());
        }

        KeyTable.age("previous", "11 minutes");
        service.tend();
        assertFalse(KeyTable.published().contains(kid(before)));
        assertEquals(401, Person.me(before).statusCode());
        assertEquals(200, Person.me(after).statusCode());
    }

    @Test
    void theTokensOfADroppedKeyAreRefused() {
        var person = Person.signedUp();
        String token = person.logIn().path("access_token");
        rotation.drop(kid(token));
        service.refresh();
        assertFalse(KeyTable.published().contains(kid(token)));
        assertEquals(401, Person.me(token).statusCode());
        String next = person.logIn().path("access_token");
        assertEquals(200, Person.me(next).statusCode());
    }

    @Test
    void aReplicaThatHasNotReadTheKeysForLongSignsNothing() {
        var ring = service.ring();
        var now = Instant.now();
        assertTrue(ring.signsUntil().isAfter(now.plusSeconds(240)));
        assertFalse(ring.signsUntil().isAfter(now.plusSeconds(300)));
        var paused = KeyRing.of(ring.kid(), ring.signingKey(), ring.activatedAt(), now.minusSeconds(1), List.of());
        assertThrows(Problem.class, paused::signingKey);
    }

    @Test
    void goesOnWithWhatItKnowsWhileTheKeysCannotBeRead() {
        var ring = service.ring();
        KeyTable.empty();
        service.refresh();
        assertEquals(ring.kid(), service.ring().kid());
        assertEquals(ring.etag(), service.ring().etag());
    }

    @Test
    void measuresTheAgeOfTheCurrentKey() {
        KeyTable.age("current", "1 hour");
        service.reload();
        var line = given().port(Database.managementPort())
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(metric -> metric.startsWith("auth_signing_key_age_seconds"))
                .findFirst()
                .orElseThrow();
        var age = Double.parseDouble(line.substring(line.lastIndexOf(' ')));
        assertTrue(age >= 3600 && age < 3700, line);
    }

    private static String kid(String token) {
        return Person.decoded(token, 0).getString("kid");
    }

    private static String etag() {
        return given().get("/.well-known/jwks.json").getHeader("ETag");
    }

    private static boolean verifiesByTheJwks(String token) throws Exception {
        var published = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(published.findJsonWebKey(kid(token), null, null, null).getKey());
        return signature.verifySignature();
    }
}
