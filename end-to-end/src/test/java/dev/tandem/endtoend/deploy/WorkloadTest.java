package dev.tandem.endtoend.deploy;

import static dev.tandem.endtoend.deploy.Rendering.containers;
import static dev.tandem.endtoend.deploy.Rendering.elements;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the Deployments run and are replaced, and what refers to their pods. */
class WorkloadTest {

    private static final List<String> SERVICES = List.of("auth-service", "todo-service");

    static Stream<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void loseNoRequestInARollout(Rendering rendering) {
        for (var service : SERVICES) {
            var settings = rendering.settings(service);
            var draining = seconds(settings.get("SHUTDOWN_DELAY")) + seconds(settings.get("SHUTDOWN_TIMEOUT"));
            assertTrue(seconds(settings.get("SHUTDOWN_DELAY")) >= 5, "time for every proxy to notice");
            var deployment = rendering.one("Deployment", service);
            assertTrue(
                    rendering.pod(service).path("terminationGracePeriodSeconds").asInt() > draining);
            assertEquals(
                    0,
                    deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1));
            assertTrue(deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt() > 0);
            // Else every apply would undo what the autoscaler did.
            assertTrue(deployment.at("/spec/replicas").isMissingNode());
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void areSelectedByAllThatConcernsThem(Rendering rendering) {
        for (var service : SERVICES) {
            var deployment = rendering.one("Deployment", service);
            var labels = deployment.at("/spec/template/metadata/labels");
            assertSelects(deployment.at("/spec/selector/matchLabels"), labels);
            assertSelects(rendering.one("Service", service).at("/spec/selector"), labels);
            assertSelects(rendering.one("PodDisruptionBudget", service).at("/spec/selector/matchLabels"), labels);
            elements(rendering.pod(service).path("topologySpreadConstraints"))
                    .forEach(spread -> assertSelects(spread.at("/labelSelector/matchLabels"), labels));
            var target = rendering.one("HorizontalPodAutoscaler", service).at("/spec/scaleTargetRef");
            assertEquals("Deployment", target.path("kind").asText());
            assertEquals(service, target.path("name").asText());
        }
        rendering.ofKind("ServiceMonitor").forEach(monitor -> {
            var service = rendering.one("Service", Rendering.name(monitor));
            assertSelects(monitor.at("/spec/selector/matchLabels"), service.at("/metadata/labels"));
            assertEquals("management", monitor.at("/spec/endpoints/0/port").asText());
            assertEquals("/q/metrics", monitor.at("/spec/endpoints/0/path").asText());
        });
    }

    @Test
    void areThreeInProduction() {
        var production = Rendering.production();
        for (var service : SERVICES) {
            var autoscaler = production.one("HorizontalPodAutoscaler", service).path("spec");
            assertEquals(3, autoscaler.path("minReplicas").asInt());
            assertEquals("cpu", autoscaler.at("/metrics/0/resource/name").asText());
        }
        production
                .ofKind("Cluster")
                .forEach(
                        cluster -> assertEquals(3, cluster.at("/spec/instances").asInt()));
    }

    /** The rules of the Pod Security Standards' profile that the namespace enforces. */
    @ParameterizedTest
    @MethodSource("renderings")
    void areRestricted(Rendering rendering) {
        assertEquals(
                "restricted",
                rendering
                        .one("Namespace", "tandem")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText());
        for (var service : SERVICES) {
            var pod = rendering.pod(service);
            assertFalse(pod.path("automountServiceAccountToken").asBoolean(true));
            assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
            assertTrue(pod.at("/securityContext/runAsUser").asInt() > 0);
            assertEquals(
                    "RuntimeDefault",
                    pod.at("/securityContext/seccompProfile/type").asText());
            for (var member : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertTrue(pod.path(member).isMissingNode());
            }
            for (var container : containers(pod)) {
                var security = container.path("securityContext");
                assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
                assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
                assertEquals("ALL", security.at("/capabilities/drop/0").asText());
                assertTrue(security.at("/capabilities/add").isMissingNode());
                assertTrue(container.at("/resources/limits/memory").isTextual());
                assertTrue(container.at("/resources/requests/cpu").isTextual(), "what the autoscaler reckons by");
            }
            elements(pod.path("volumes"))
                    .forEach(volume -> assertTrue(
                            Stream.of("projected", "secret", "emptyDir").anyMatch(volume::has), volume::toString));
        }
    }

    @Test
    void areOfOneVersionEverywhere() {
        var versions = Rendering.all()
                .flatMap(rendering -> SERVICES.stream().map(service -> rendering.pod(service)))
                .flatMap(pod -> containers(pod).stream())
                .map(container -> container.path("image").asText())
                .collect(toSet());
        assertEquals(2, versions.size(), versions::toString);
        assertEquals(
                1,
                versions.stream()
                        .map(image -> image.substring(image.indexOf(':')))
                        .distinct()
                        .count());
        assertTrue(versions.stream()
                .allMatch(image -> image.matches("ghcr\\.io/tandem-todo/tandem/(auth|todo)-service:[\\d.]+")));
    }

    @Test
    void leaveRoomInTheDatabase() {
        var production = Rendering.production();
        for (var service : SERVICES) {
            var database = service.replace("-service", "-database");
            var pooler = production.one("Pooler", database + "-pooler").path("spec");
            var toPooler = production
                            .one("HorizontalPodAutoscaler", service)
                            .at("/spec/maxReplicas")
                            .asInt()
                    * Integer.parseInt(production.settings(service).get("DB_POOL_SIZE"));
            assertTrue(toPooler
                    <= pooler.at("/pgbouncer/parameters/max_client_conn").asInt());
            var toDatabase = pooler.path("instances").asInt()
                    * pooler.at("/pgbouncer/parameters/default_pool_size").asInt();
            var most = production
                    .one("Cluster", database)
                    .at("/spec/postgresql/parameters/max_connections")
                    .asInt();
            assertTrue(toDatabase + 20 <= most, "migrations, replication and whoever looks need some too");
        }
    }

    @Test
    void useThePostgresqlThatIsTested() {
        var version = Pattern.compile("<postgresql.version>(\\d+\\.\\d+)\\.").matcher(Project.read("pom.xml"));
        assertTrue(version.find());
        Rendering.all()
                .flatMap(rendering -> rendering.ofKind("Cluster"))
                .forEach(cluster -> assertTrue(
                        cluster.at("/spec/imageName").asText().contains(":" + version.group(1) + "-"),
                        cluster::toString));
    }

    private static void assertSelects(JsonNode selector, JsonNode labels) {
        assertFalse(selector.isEmpty());
        selector.properties()
                .forEach(label -> assertEquals(label.getValue(), labels.path(label.getKey()), label::toString));
    }

    private static long seconds(String duration) {
        return Duration.parse("PT" + duration).toSeconds();
    }
}
