package dev.tandem.endtoend.deploy;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deployer says once, in values.yaml, reaches every place where it belongs. */
class ValuesTest {

    static Stream<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void nothingIsLeftToBeFilledIn(Rendering rendering) {
        for (var object : rendering.objects()) {
            assertFalse(object.toString().contains("invalid"), object::toString);
        }
        assertTrue(rendering.find("ConfigMap", "values").isEmpty(), "for kustomize only");
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void theHostsAreTheSameEverywhere(Rendering rendering) {
        var values = values(rendering);
        var app = "https://" + values.path("appHost").asText();
        var auth = "https://" + values.path("authHost").asText();
        var authSettings = rendering.settings("auth-service");
        var todoSettings = rendering.settings("todo-service");
        assertEquals(List.of(auth, auth), List.of(authSettings.get("AUTH_ISSUER"), todoSettings.get("AUTH_ISSUER")));
        assertEquals(app, authSettings.get("APP_URL"));
        assertEquals(List.of(app, app), List.of(authSettings.get("CORS_ORIGINS"), todoSettings.get("CORS_ORIGINS")));

        var routed = Stream.concat(
                        rendering.ofKind("HTTPRoute").flatMap(route -> texts(route, "hostnames")),
                        rendering.ofKind("Ingress").flatMap(ingress -> texts(ingress, "host")))
                .collect(toSet());
        var certified = Stream.concat(
                        rendering.ofKind("Gateway").flatMap(gateway -> texts(gateway, "hostname")),
                        rendering.ofKind("Ingress").flatMap(ingress -> texts(ingress, "hosts")))
                .collect(toSet());
        var hosts =
                Set.of(values.path("appHost").asText(), values.path("authHost").asText());
        assertEquals(hosts, routed);
        assertEquals(hosts, certified);
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void bothBelieveTheSameProxies(Rendering rendering) {
        var proxies = values(rendering).path("trustedProxies").asText();
        assertEquals(proxies, rendering.settings("auth-service").get("TRUSTED_PROXIES"));
        var todoSettings = rendering.settings("todo-service");
        assertEquals(proxies, todoSettings.get("TRUSTED_PROXIES"));
        assertEquals(proxies, todoSettings.get("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES"));
        assertEquals("true", todoSettings.get("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING"));
        assertEquals("true", todoSettings.get("QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED"));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void theNamespacesAreThoseThatPoliciesLetIn(Rendering rendering) {
        var values = values(rendering);
        var allowed = rendering
                .ofKind("NetworkPolicy")
                .flatMap(policy -> policy.at("/spec/ingress").findValues("kubernetes.io/metadata.name").stream())
                .map(JsonNode::asText)
                .collect(toSet());
        assertEquals(
                Stream.of("entryNamespace", "monitoringNamespace", "databaseOperatorNamespace")
                        .map(value -> values.path(value).asText())
                        .collect(toSet()),
                allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production"})
    void theGuideNamesEveryOne(String overlay) {
        var guide = Project.read("k8s/README.md");
        valuesOf(overlay)
                .properties()
                .forEach(value -> assertTrue(guide.contains("`" + value.getKey() + "`"), value.getKey()));
    }

    private static JsonNode values(Rendering rendering) {
        return valuesOf(rendering.toString().startsWith("laptop") ? "laptop" : "production");
    }

    private static JsonNode valuesOf(String overlay) {
        return Rendering.parse(Project.read("k8s/overlays/" + overlay + "/values.yaml"))
                .getFirst()
                .path("data");
    }

    private static Stream<String> texts(JsonNode object, String member) {
        return object.findValues(member).stream()
                .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
                .map(JsonNode::asText);
    }
}
