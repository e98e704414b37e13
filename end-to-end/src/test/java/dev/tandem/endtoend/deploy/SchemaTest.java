package dev.tandem.endtoend.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every object is of a known kind, has what its kind requires, and nothing its kind does not know. */
class SchemaTest {

    @BeforeAll
    static void needNode() {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "node")));
        if (!there) {
            System.err.println("!!! The manifests in k8s/ are not checked against their schemas: there is no Node.js.");
            assertTrue(System.getenv("CI") == null, "Node.js is needed in CI");
        }
        assumeTrue(there);
    }

    @Test
    void everyObjectIsAsItsSchemaSays() throws Exception {
        var objects = Rendering.all()
                .flatMap(rendering -> rendering.objects().stream())
                .distinct()
                .toList();
        assertTrue(objects.size() > 50, "only " + objects.size());
        assertEquals("", problems(objects));
    }

    @Test
    void whatASchemaDoesNotSayIsFound() throws Exception {
        var pooler = changed("Pooler", "auth-database-pooler", "/spec/pgbouncer", "poolMode", "transactional");
        var cluster = changed("Cluster", "todo-database", "/spec/managed", "rolls", "none");
        var store = changed("ObjectStore", "backups", "/spec/configuration", "bucket", "s3://");
        var route = changed("HTTPRoute", "to-https", "/spec/rules/0", "redirect", "https");
        var problems = problems(List.of(pooler, cluster, store, route));
        for (var name : List.of(
                "Pooler auth-database-pooler:",
                "Cluster todo-database:",
                "ObjectStore backups:",
                "HTTPRoute to-https:")) {
            assertTrue(problems.contains(name), () -> name + " is not among " + problems);
        }
    }

    private static JsonNode changed(String kind, String name, String place, String member, String value) {
        var copy = Rendering.production().one(kind, name).deepCopy();
        ((ObjectNode) copy.at(place)).put(member, value);
        return copy;
    }

    private static String problems(List<JsonNode> objects) throws IOException, InterruptedException {
        var check = new ProcessBuilder(Project.ROOT
                        .resolve("end-to-end/src/test/kubernetes/check.sh")
                        .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var stdin = check.getOutputStream()) {
            new ObjectMapper().writeValue(stdin, objects);
        }
        var problems = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(problems.isEmpty(), check.waitFor() == 0, problems);
        return problems;
    }
}
