package dev.tandem.auth.key;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.Vault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of somebody who can write to the database, but does not have the key-encryption key. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class ForgedKeyTest {

    private final KeyRotation rotation;
    private final SigningKeys service;
    private final Vault vault;
    private RsaJsonWebKey forged;

    ForgedKeyTest(KeyRotation rotation, SigningKeys service, Vault vault) {
        this.rotation = rotation;
        this.service = service;
        this.vault = vault;
    }

    @BeforeEach
    void forge() throws Exception {
        startAfresh();
        forged = RsaJwkGenerator.generateJwk(2048);
        forged.setKeyId(forged.calculateBase64urlEncodedThumbprint("SHA-256"));
        forged.setAlgorithm("RS256");
        forged.setUse("sig");
    }

    @AfterEach
    void startAfresh() {
        KeyTable.empty();
        rotation.start();
        service.reload();
    }

    @Test
    void isNeitherPublishedNorBelieved() throws Exception {
        var genuine = KeyTable.published();
        String token = Person.unique().signUp().path("access_token");
        var forgedToken = signedAnew(token);
        insert("previous", RandomBytes.ofLength(1200));
        service.reload();
        assertEquals(genuine, KeyTable.published());
        assertEquals(401, Person.me(forgedToken).statusCode());
        assertEquals(200, Person.me(token).statusCode());
    }

    @Test
    void isCountedOnceForAnAlert() {
        var before = rejected();
        insert("previous", RandomBytes.ofLength(1200));
        service.reload();
        service.reload();
        rotation.tend();
        assertEquals(before + 1, rejected());
        assertEquals(
                1L,
                Database.query(
                        "select count(*) from security_event where type = 'signing_key_changed' and detail = ?",
                        "Signing key %s is rejected".formatted(forged.getKeyId())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "current"})
    void takesNoKeysPlace(String state) {
        var displaced = KeyTable.kid(state);
        Database.update("update signing_key set state = 'previous', stopped_at = now() where state = ?", state);
        insert(state, new byte[0]);
        rotation.tend();
        service.reload();
        assertTrue(KeyTable.isErased(forged.getKeyId()));
        assertNotEquals(forged.getKeyId(), KeyTable.kid(state));
        assertFalse(KeyTable.published().contains(forged.getKeyId()));
        assertTrue(KeyTable.published().contains(displaced));
        assertEquals(KeyTable.kid("current"), kidOfANewToken());
    }

    @Test
    void canNotBorrowTheSealedHalfOfAnother() {
        var sealed = (byte[]) Database.query("select sealed_private_key from signing_key where state = ?", "current");
        insert("previous", sealed);
        service.reload();
        assertFalse(KeyTable.published().contains(forged.getKeyId()));
    }

    @Test
    void canNotTakeTheNameOfAnother() {
        var current = KeyTable.kid("current");
        Database.update(
                "update signing_key set public_jwk = cast(? as jsonb) where state = ?", publicHalf(), "current");
        service.reload();
        String modulus =
                given().get("/.well-known/jwks.json").path("keys.find { it.kid == '%s' }.n".formatted(current));
        assertNotEquals(forged.toParams(OutputControlLevel.PUBLIC_ONLY).get("n"), modulus);
        rotation.tend();
        service.reload();
        assertTrue(KeyTable.isErased(current));
        assertEquals(KeyTable.kid("current"), kidOfANewToken());
    }

    @Test
    void isLeftForOthersToJudgeIfItIsSealedUnderAnUnknownKey() {
        insert("previous", RandomBytes.ofLength(1200), "0123456789abcdef");
        rotation.tend();
        service.reload();
        assertFalse(KeyTable.published().contains(forged.getKeyId()));
        assertFalse(KeyTable.isErased(forged.getKeyId()));
    }

    @Test
    void hasAThumbprintForAName() {
        forged.setKeyId("x\nFATAL: all is lost");
        assertThrows(IllegalStateException.class, () -> insert("previous", new byte[0]));
    }

    private void insert(String state, byte[] sealed) {
        insert(state, sealed, vault.keyId());
    }

    private void insert(String state, byte[] sealed, String keyEncryptionKey) {
        Database.update("""
                insert into signing_key (kid, state, algorithm, public_jwk, sealed_private_key, key_encryption_key,
                    created_at, activated_at, stopped_at)
                values (?, ?, 'RS256', cast(? as jsonb), ?, ?, now() - interval '1 day', now() - interval '1 hour', now())""", forged.getKeyId(), state, publicHalf(), sealed, keyEncryptionKey);
    }

    private String publicHalf() {
        return forged.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private String signedAnew(String token) throws Exception {
        var signature = new JsonWebSignature();
        signature.setPayload(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
        signature.setAlgorithmHeaderValue("RS256");
        signature.setHeader("typ", "at+jwt");
        signature.setKeyIdHeaderValue(forged.getKeyId());
        signature.setKey(forged.getPrivateKey());
        return signature.getCompactSerialization();
    }

    private static String kidOfANewToken() {
        String token = Person.unique().signUp().path("access_token");
        return Person.decoded(token, 0).getString("kid");
    }

    private static double rejected() {
        return given().port(Database.managementPort())
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(metric -> metric.startsWith("auth_signing_keys_rejected_total"))
                .mapToDouble(metric -> Double.parseDouble(metric.substring(metric.lastIndexOf(' '))))
                .sum();
    }
}
