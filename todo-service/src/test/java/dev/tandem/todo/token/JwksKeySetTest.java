package dev.tandem.todo.token;

import static dev.tandem.todo.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.todo.fixture.TestIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With intervals short enough to see many of them pass. */
class JwksKeySetTest {

    private final TestIssuer issuer = new TestIssuer();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private JwksKeySet keys;

    @AfterEach
    void stop() {
        keys.stop(null);
        issuer.close();
    }

    @Test
    void keysAreFetchedAtTheStartAndAskedAboutByTheirTag() {
        var key = issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "50ms"));
        eventually(() -> keys.find(key.id()).isPresent());
        assertEquals(key.pair().getPublic(), keys.find(key.id()).orElseThrow());
        eventually(() -> issuer.notModified() >= 3);
        assertTrue(keys.find(key.id()).isPresent());
        var age = metrics.get("token.keys.age").timeGauge().value();
        assertTrue(age >= 0 && age < 5, () -> "age " + age);
    }

    @Test
    void withoutAnIssuerItStartsAndGetsReadyWhenThereIsOne() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        start(Map.of("auth.jwks-url", "http://localhost:" + port + "/.well-known/jwks.json"));
        assertFalse(keys.isUsable());
        try (var late = new TestIssuer(port)) {
            var key = late.publishNewKey();
            eventually(() -> keys.isUsable());
            assertTrue(keys.find(key.id()).isPresent());
        }
    }

    @Test
    void anOutageLosesNoKeys() {
        var key = issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "20ms"));
        eventually(() -> keys.isUsable());
        issuer.setDown(true);
        int asked = issuer.requests();
        eventually(() -> issuer.requests() > asked + 3);
        assertTrue(keys.isUsable());
        assertTrue(keys.find(key.id()).isPresent());
    }

    @Test
    void keysTooStaleAreNotTrusted() {
        var key = issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "20ms", "auth.keep-stale-for", "300ms"));
        eventually(() -> keys.isUsable());
        issuer.setDown(true);
        eventually(() -> !keys.isUsable());
        assertTrue(keys.find(key.id()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "<html>gateway</html>",
                "[]",
                "{}",
                "{\"keys\": []}",
                "{\"keys\": 1}",
                "{\"keys\": [1, null, {}]}",
                "{\"keys\": [{\"kty\": \"RSA\", \"kid\": \"a\", \"n\": \"AQ\", \"e\": \"AQAB\"}]}",
                "{\"keys\": [{\"kty\": \"oct\", \"kid\": \"a\", \"k\": \"AAAA\"}]}",
            })
    void garbageReplacesNoKeys(String garbage) {
        var key = issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "20ms"));
        eventually(() -> keys.isUsable());
        issuer.answerInstead(garbage);
        int asked = issuer.requests();
        eventually(() -> issuer.requests() > asked + 2);
        assertTrue(keys.find(key.id()).isPresent());
    }

    @Test
    void anAnswerTooLargeIsGarbage() {
        var key = issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "20ms"));
        eventually(() -> keys.isUsable());
        issuer.answerInstead("{\"keys\": [" + " ".repeat(1_000_000) + "]}");
        int asked = issuer.requests();
        eventually(() -> issuer.requests() > asked + 2);
        assertTrue(keys.find(key.id()).isPresent());
    }

    @Test
    void aKeyTakenBackIsForgotten() {
        var dropped = issuer.publishNewKey();
        var kept = issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "20ms"));
        eventually(() -> keys.find(dropped.id()).isPresent());
        issuer.withdraw(dropped);
        eventually(() -> keys.find(dropped.id()).isEmpty());
        assertTrue(keys.find(kept.id()).isPresent());
    }

    @Test
    void aNewKeyIsFetchedAtOnce() {
        issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "1h", "auth.extra-fetch-every", "1h"));
        eventually(() -> keys.isUsable());
        var rotated = issuer.publishNewKey();
        eventually(() -> keys.find(rotated.id()).isPresent());
        assertEquals(2, issuer.requests());
    }

    @Test
    void madeUpKeyIdsNeitherHammerNorKeepARealKeyOut() {
        issuer.publishNewKey();
        start(Map.of("auth.refresh-every", "1h", "auth.extra-fetch-every", "500ms"));
        eventually(() -> keys.isUsable());
        for (int i = 0; i < 1_000; i++) {
            assertTrue(keys.find("made-up-" + i).isEmpty());
        }
        eventually(() -> issuer.requests() == 2);
        var rotated = issuer.publishNewKey();
        int[] noise = {0};
        eventually(() -> {
            keys.find("more-" + noise[0]++);
            return keys.find(rotated.id()).isPresent();
        });
        assertTrue(issuer.requests() <= 3, () -> issuer.requests() + " requests");
    }

    @Test
    void onlyKeysFitToVerifyOurTokensAreTaken() throws Exception {
        var fit = TestIssuer.jwk(TestIssuer.newKey("fit", 2048));
        var keys = Jwks.parse("{\"keys\": ["
                + json(fit, "kid", "fit") + ","
                + json(TestIssuer.jwk(TestIssuer.newKey("short", 1024)), "kid", "short") + ","
                + json(fit, "use", "enc") + ","
                + json(fit, "alg", "RS512") + ","
                + json(fit, "kid", null) + "]}");
        this.keys = keySet(Map.of());
        assertEquals(Set.of("fit"), keys.keySet());
    }

    private static String json(Map<String, String> key, String name, String value) throws Exception {
        var changed = new LinkedHashMap<String, String>(key);
        changed.put(name, value);
        if (!name.equals("kid")) {
            changed.put("kid", name + value);
        }
        changed.values().removeIf(v -> v == null);
        return new ObjectMapper().writeValueAsString(changed);
    }

    private void start(Map<String, String> settings) {
        keys = keySet(settings);
        keys.start(null);
    }

    private JwksKeySet keySet(Map<String, String> settings) {
        var config = Settings.auth(issuer, settings);
        return new JwksKeySet(new JwksClient(config, new AuthServiceClient(Optional.empty())), config, metrics);
    }
}
