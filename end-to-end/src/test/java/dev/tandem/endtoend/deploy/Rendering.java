package dev.tandem.endtoend.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The Kubernetes objects that kustomize makes of a directory. */
record Rendering(List<JsonNode> objects) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<Path, Rendering> RENDERED = new ConcurrentHashMap<>();

    static Rendering laptop() {
        return of(Project.ROOT.resolve("k8s/overlays/laptop"));
    }

    static Rendering production() {
        return of(Project.ROOT.resolve("k8s/overlays/production"));
    }

    /** Production with the one line changed that its kustomization names. */
    static Rendering productionWithIngress() {
        try {
            var overlay = Project.ROOT.resolve("end-to-end/target/k8s/production-with-ingress");
            Files.createDirectories(overlay);
            var original = Project.ROOT.resolve("k8s/overlays/production");
            var kustomization = Files.readString(original.resolve("kustomization.yaml"));
            Files.writeString(
                    overlay.resolve("kustomization.yaml"),
                    kustomization
                            .replace("  - ../../components/gateway\n", "  - ../../components/ingress\n")
                            .replace("../../", "../../../../k8s/"));
            Files.writeString(overlay.resolve("values.yaml"), Files.readString(original.resolve("values.yaml")));
            return of(overlay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Rendering> all() {
        return Stream.of(laptop(), production(), productionWithIngress());
    }

    static Rendering of(Path directory) {
        return RENDERED.computeIfAbsent(directory, Rendering::render);
    }

    Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    JsonNode one(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    Optional<JsonNode> find(String kind, String name) {
        return ofKind(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    /** The settings of a service that its pods get from a ConfigMap, whose name ends with a hash of what it says. */
    Map<String, String> settings(String service) {
        var name = pod(service).at("/containers/0/envFrom/0/configMapRef/name").asText();
        return YAML.convertValue(
                one("ConfigMap", name).path("data"),
                YAML.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    /** What the pods of a service are made from. */
    JsonNode pod(String service) {
        return one("Deployment", service).at("/spec/template/spec");
    }

    /** All of a pod's, the one that migrates first. */
    static List<JsonNode> containers(JsonNode pod) {
        return Stream.concat(elements(pod.path("initContainers")), elements(pod.path("containers")))
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return array.valueStream();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static List<JsonNode> parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return ofKind("Ingress").findAny().isPresent()
                ? ofKind("ObjectStore").findAny().isPresent() ? "production with Ingress" : "laptop"
                : "production";
    }

    private static Rendering render(Path directory) {
        try {
            var errors = Files.createTempFile("kustomize", ".err");
            var process = new ProcessBuilder(Stream.concat(kustomize().stream(), Stream.of(directory.toString()))
                            .toList())
                    .redirectError(errors.toFile())
                    .start();
            var yaml = new String(process.getInputStream().readAllBytes());
            var exit = process.waitFor();
            assertTrue(exit == 0, Files.readString(errors));
            Files.delete(errors);
            return new Rendering(parse(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> kustomize() {
        var found = Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
                .filter(command -> isOnPath(command.getFirst()))
                .findFirst();
        if (found.isEmpty()) {
            System.err.println("!!! The manifests in k8s/ are not checked: there is neither kustomize nor kubectl.");
            assertTrue(System.getenv("CI") == null, "kustomize or kubectl is needed in CI");
        }
        assumeTrue(found.isPresent());
        return found.get();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
