package dev.tandem.endtoend.deploy;

import static dev.tandem.endtoend.deploy.Rendering.elements;
import static dev.tandem.endtoend.deploy.Rendering.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may speak to whom: the policies are played through for every pod there will be. */
class NetworkPolicyTest {

    private static final String NAMESPACE = "kubernetes.io/metadata.name";

    /** The labels that pods will have, and the names of their ports. */
    private record Pod(String name, Map<String, String> labels, Map<String, Integer> ports) {}

    private static final List<Pod> PODS = List.of(
            service("auth-service", 8081, 9001),
            service("todo-service", 8080, 9000),
            instance("auth-database"),
            instance("todo-database"),
            setUp("auth-database"),
            pooler("auth-database"),
            pooler("todo-database"));

    static Stream<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void podsReachEachOtherWhereTheyNeedToAndNowhereElse(Rendering rendering) {
        var ways = new TreeSet<String>();
        for (var from : PODS) {
            for (var to : PODS) {
                var out = peers(rendering, from, "egress", to);
                var in = peers(rendering, to, "ingress", from);
                out.retainAll(in);
                out.forEach(port -> ways.add(from.name() + " > " + to.name() + ":" + port));
            }
        }
        assertEquals(
                new TreeSet<>(Set.of(
                        "auth-service > todo-service:8080",
                        "todo-service > auth-service:8081",
                        "todo-service > auth-service:9001",
                        "auth-service > auth-database:5432",
                        "auth-service > auth-database-pooler:5432",
                        "todo-service > todo-database:5432",
                        "todo-service > todo-database-pooler:5432",
                        "auth-database-pooler > auth-database:5432",
                        "todo-database-pooler > todo-database:5432",
                        "auth-database > auth-database:5432",
                        "auth-database > auth-database:8000",
                        "todo-database > todo-database:5432",
                        "todo-database > todo-database:8000",
                        "auth-database-setup > auth-database:5432",
                        "auth-database-setup > auth-database:8000")),
                withoutSetUpAsTarget(ways));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void othersReachWhatIsTheirsAndNothingElse(Rendering rendering) {
        var ways = new TreeMap<String, Set<String>>();
        for (var pod : PODS) {
            for (var rule : rules(rendering, pod, "ingress")) {
                elements(rule.path("from"))
                        .filter(peer -> peer.has("namespaceSelector"))
                        .map(peer -> peer.at("/namespaceSelector/matchLabels/" + NAMESPACE.replace("/", "~1"))
                                .asText())
                        .forEach(namespace -> ports(rule, pod)
                                .forEach(port -> ways.computeIfAbsent(namespace, _ -> new TreeSet<>())
                                        .add(pod.name() + ":" + port)));
            }
        }
        var entry = ways.keySet().stream()
                .filter(namespace -> !Set.of("monitoring", "cnpg-system").contains(namespace))
                .findFirst()
                .orElseThrow();
        assertEquals(Set.of("auth-service:8081", "todo-service:8080"), ways.get(entry));
        assertEquals(
                Set.of(
                        "auth-service:9001",
                        "todo-service:9000",
                        "auth-database:9187",
                        "auth-database-setup:9187",
                        "todo-database:9187",
                        "auth-database-pooler:9127",
                        "todo-database-pooler:9127"),
                ways.get("monitoring"));
        assertTrue(ways.get("cnpg-system").stream()
                .allMatch(way -> way.matches("(auth|todo)-database(-setup)?:(5432|8000)")));
        assertEquals(3, ways.size());
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void outsideTheClusterServicesReachTheMailServerAlone(Rendering rendering) {
        var anywhere = new TreeMap<String, Set<String>>();
        for (var pod : PODS) {
            for (var rule : rules(rendering, pod, "egress")) {
                if (!rule.has("to")) {
                    ports(rule, pod)
                            .forEach(port -> anywhere.computeIfAbsent(pod.name(), _ -> new TreeSet<>())
                                    .add(port.toString()));
                }
            }
        }
        var kubernetes = Set.of("443", "6443");
        assertEquals(
                Map.of(
                        "auth-service", Set.of("587"),
                        "auth-database", kubernetes,
                        "auth-database-setup", kubernetes,
                        "todo-database", kubernetes,
                        "auth-database-pooler", kubernetes,
                        "todo-database-pooler", kubernetes),
                anywhere);
        assertTrue(!rendering.settings("auth-service").containsKey("SMTP_PORT"), "587 is the default");
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everybodyMayAskForNamesAndIsDeniedEverythingElse(Rendering rendering) {
        var nothing = rendering.one("NetworkPolicy", "nothing-by-default").path("spec");
        assertTrue(nothing.path("podSelector").isEmpty());
        assertEquals("[\"Ingress\",\"Egress\"]", nothing.path("policyTypes").toString());
        assertTrue(nothing.path("ingress").isMissingNode()
                && nothing.path("egress").isMissingNode());
        assertEquals(
                53,
                rendering
                        .one("NetworkPolicy", "names")
                        .at("/spec/egress/0/ports/0/port")
                        .asInt());
    }

    @Test
    void thePodsAreThoseThatTheManifestsMake() {
        var production = Rendering.production();
        for (var pod : PODS) {
            production
                    .find("Deployment", pod.name())
                    .ifPresent(deployment -> pod.labels()
                            .forEach((label, value) -> assertEquals(
                                    value,
                                    deployment
                                            .at("/spec/template/metadata/labels")
                                            .path(label)
                                            .asText())));
        }
        assertEquals(
                Set.of("auth-database", "todo-database"),
                new TreeSet<>(production.ofKind("Cluster").map(Rendering::name).toList()));
        production
                .ofKind("Pooler")
                .forEach(pooler -> assertEquals(
                        name(pooler), pooler.at("/spec/cluster/name").asText() + "-pooler"));
    }

    private static Set<String> withoutSetUpAsTarget(Set<String> ways) {
        // Nobody listens there: the job ends before there is a database.
        ways.removeIf(way -> way.contains("> auth-database-setup"));
        return ways;
    }

    /** The ports of {@code to} that a pod's policies in one direction allow between it and {@code other}. */
    private static Set<Integer> peers(Rendering rendering, Pod subject, String direction, Pod other) {
        var listening = direction.equals("egress") ? other : subject;
        var allowed = new TreeSet<Integer>();
        for (var rule : rules(rendering, subject, direction)) {
            var chosen = elements(rule.path(direction.equals("egress") ? "to" : "from"))
                    .filter(peer -> !peer.has("namespaceSelector"))
                    .anyMatch(peer -> selects(peer.path("podSelector"), other));
            if (chosen) {
                allowed.addAll(ports(rule, listening));
            }
        }
        return allowed;
    }

    private static List<JsonNode> rules(Rendering rendering, Pod pod, String direction) {
        return rendering
                .ofKind("NetworkPolicy")
                .filter(policy -> selects(policy.at("/spec/podSelector"), pod))
                .flatMap(policy -> elements(policy.at("/spec/" + direction)))
                .toList();
    }

    private static List<Integer> ports(JsonNode rule, Pod listening) {
        var ports = new ArrayList<Integer>();
        elements(rule.path("ports")).map(port -> port.path("port")).forEach(port -> {
            if (port.isInt()) {
                ports.add(port.asInt());
            } else {
                ports.add(listening.ports().getOrDefault(port.asText(), -1));
            }
        });
        return ports;
    }

    private static boolean selects(JsonNode selector, Pod pod) {
        return selector.path("matchLabels").properties().stream()
                        .allMatch(label ->
                                label.getValue().asText().equals(pod.labels().get(label.getKey())))
                && elements(selector.path("matchExpressions")).allMatch(expression -> {
                    assertEquals("NotIn", expression.path("operator").asText());
                    var value = pod.labels().get(expression.path("key").asText());
                    return elements(expression.path("values"))
                            .noneMatch(one -> one.asText().equals(value));
                });
    }

    private static Pod service(String name, int http, int management) {
        return new Pod(name, Map.of("app.kubernetes.io/name", name), Map.of("http", http, "management", management));
    }

    private static Pod instance(String cluster) {
        return new Pod(cluster, Map.of("cnpg.io/cluster", cluster, "cnpg.io/podRole", "instance"), Map.of());
    }

    /** The jobs that make and join instances bear no role. */
    private static Pod setUp(String cluster) {
        return new Pod(cluster + "-setup", Map.of("cnpg.io/cluster", cluster), Map.of());
    }

    private static Pod pooler(String cluster) {
        return new Pod(
                cluster + "-pooler",
                Map.of(
                        "cnpg.io/cluster",
                        cluster,
                        "cnpg.io/podRole",
                        "pooler",
                        "cnpg.io/poolerName",
                        cluster + "-pooler"),
                Map.of());
    }
}
