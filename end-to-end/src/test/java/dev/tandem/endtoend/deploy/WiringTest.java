package dev.tandem.endtoend.deploy;

import static dev.tandem.endtoend.deploy.Rendering.containers;
import static dev.tandem.endtoend.deploy.Rendering.elements;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the services are given is what they read, and where they listen is where others go. */
class WiringTest {

    private static final List<String> SERVICES = List.of("auth-service", "todo-service");

    static Stream<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void giveTheServicesSettingsTheyReadAndAllTheyRequire(Rendering rendering) {
        for (var service : SERVICES) {
            var read = ServiceSettings.of(service);
            for (var container : containers(rendering.pod(service))) {
                var given = new TreeSet<>(rendering.settings(service).keySet());
                elements(container.path("env"))
                        .map(variable -> variable.path("name").asText())
                        .forEach(given::add);
                given.addAll(mountedSettings(rendering.pod(service), container));

                var unread = new TreeSet<>(given);
                unread.removeAll(read.known());
                assertEquals(Set.of(), unread, "that " + describe(service, container) + " does not read");
                var missing = new TreeSet<>(read.required());
                missing.removeAll(given);
                assertEquals(Set.of(), missing, "that " + describe(service, container) + " requires");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void onlyWhatMigratesKnowsTheOwner(Rendering rendering) {
        for (var service : SERVICES) {
            var pod = rendering.pod(service);
            var owner = Set.of("DB_OWNER_USERNAME", "DB_OWNER_PASSWORD");
            var migration = pod.at("/initContainers/0");
            assertEquals("migrate", migration.at("/args/0").asText());
            assertTrue(mountedSettings(pod, migration).containsAll(owner));
            assertTrue(mountedSettings(pod, pod.at("/containers/0")).stream().noneMatch(owner::contains));
            assertEquals("false", rendering.settings(service).get("DB_MIGRATE"));
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void readSecretsFromWhereTheyAreMounted(Rendering rendering) {
        for (var service : SERVICES) {
            for (var container : containers(rendering.pod(service))) {
                var places = elements(container.path("env"))
                        .filter(variable ->
                                variable.path("name").asText().equals("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS"))
                        .flatMap(variable ->
                                Stream.of(variable.path("value").asText().split(",")))
                        .collect(toSet());
                var mounted = elements(container.path("volumeMounts"))
                        .map(mount -> mount.path("mountPath").asText())
                        .filter(path -> path.startsWith("/run/secrets/"))
                        .collect(toSet());
                assertEquals(mounted, places, describe(service, container));
            }
            assertTrue(rendering.settings(service).get("DB_URL").contains("sslrootcert=/run/database/ca.crt"));
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void listenOnThePortsThatOthersKnow(Rendering rendering) {
        for (var service : SERVICES) {
            var container = rendering.pod(service).at("/containers/0");
            assertEquals(
                    Map.of(
                            "http",
                            defaultOf(service, "HTTP_PORT"),
                            "management",
                            defaultOf(service, "MANAGEMENT_PORT")),
                    ports(container));
            elements(rendering.one("Service", service).at("/spec/ports")).forEach(port -> {
                assertEquals(port.path("name").asText(), port.path("targetPort").asText());
                assertEquals(
                        ports(container).get(port.path("name").asText()),
                        port.path("port").asInt());
            });
        }
        var auth = rendering.settings("auth-service");
        var todo = rendering.settings("todo-service");
        assertEquals(
                Map.of("auth-service", Set.of("http", "management"), "todo-service", Set.of("http")),
                Stream.of(auth.get("TODO_SERVICE_URL"), todo.get("AUTH_JWKS_URL"), todo.get("AUTH_REVOCATIONS_URL"))
                        .map(URI::create)
                        .collect(groupingBy(URI::getHost, mapping(address -> portName(rendering, address), toSet()))));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void areReachedByTheRoutesFromOutsideOnTheirApiAlone(Rendering rendering) {
        var backends = Stream.concat(
                        rendering
                                .ofKind("HTTPRoute")
                                .flatMap(route -> route.findValues("backendRefs").stream())
                                .flatMap(Rendering::elements)
                                .map(backend -> URI.create(
                                        "http://" + backend.path("name").asText() + ":"
                                                + backend.path("port").asInt())),
                        rendering
                                .ofKind("Ingress")
                                .flatMap(ingress -> ingress.findValues("backend").stream())
                                .map(backend -> backend.path("service"))
                                .map(service -> URI.create(
                                        "http://" + service.path("name").asText() + ":"
                                                + defaultOf(service.path("name").asText(), "HTTP_PORT"))))
                .toList();
        assertEquals(
                new HashSet<>(SERVICES), backends.stream().map(URI::getHost).collect(toSet()));
        backends.forEach(backend -> assertEquals("http", portName(rendering, backend)));
        rendering
                .ofKind("Ingress")
                .flatMap(ingress -> ingress.findValues("port").stream())
                .forEach(port -> assertEquals("http", port.path("name").asText()));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void areProbedOnTheManagementPort(Rendering rendering) {
        for (var service : SERVICES) {
            var container = rendering.pod(service).at("/containers/0");
            for (var probe : Map.of(
                            "startupProbe", "/q/health/started",
                            "livenessProbe", "/q/health/live",
                            "readinessProbe", "/q/health/ready")
                    .entrySet()) {
                var request = container.at("/" + probe.getKey() + "/httpGet");
                assertEquals(probe.getValue(), request.path("path").asText());
                assertEquals("management", request.path("port").asText());
            }
        }
    }

    /** The names of the files that a container finds in its secrets. */
    private static Set<String> mountedSettings(JsonNode pod, JsonNode container) {
        var mounted = elements(container.path("volumeMounts"))
                .map(mount -> mount.path("name").asText())
                .collect(toSet());
        return elements(pod.path("volumes"))
                .filter(volume -> mounted.contains(volume.path("name").asText()))
                .flatMap(volume -> volume.findValues("items").stream())
                .flatMap(Rendering::elements)
                .map(item -> item.path("path").asText())
                .filter(path -> !path.equals("ca.crt"))
                .collect(toSet());
    }

    private static Map<String, Integer> ports(JsonNode container) {
        return elements(container.path("ports"))
                .collect(toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asInt()));
    }

    private static String portName(Rendering rendering, URI address) {
        return elements(rendering.one("Service", address.getHost()).at("/spec/ports"))
                .filter(port -> port.path("port").asInt() == address.getPort())
                .map(port -> port.path("name").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody listens at " + address));
    }

    private static int defaultOf(String service, String variable) {
        var found = Pattern.compile("\\$\\{" + variable + ":(\\d+)}")
                .matcher(Project.read(service + "/src/main/resources/application.properties"));
        assertTrue(found.find());
        return Integer.parseInt(found.group(1));
    }

    private static String describe(String service, JsonNode container) {
        return service + "'s container " + container.path("name").asText();
    }
}
