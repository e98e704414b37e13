package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.local.Service;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients are generated from the services' descriptions; the browser app's types are, from copies of them. */
class DescriptionIT {

    private static final Path COPIES =
            Path.of(System.getProperty("tandem.project"), "todo-service/src/main/webui/openapi");

    private static final Map<String, String> HEADERS =
            Map.of("401", "WWW-Authenticate", "429", "Retry-After", "503", "Retry-After");

    /** Members that only some answers have. */
    private static final Set<String> OPTIONAL = Set.of("refresh_token", "errors");

    private static TestPair pair;

    @BeforeAll
    static void start() {
        pair = TestPair.start(DescriptionIT.class);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void theAppKnowsTodoServiceAsItIs() throws IOException {
        assertCopied("todo.json", pair.todo().address());
    }

    @Test
    void theAppKnowsAuthServiceAsItIs() throws IOException {
        assertCopied("auth.json", pair.auth().address());
    }

    @Test
    void operationsSayWhoMayCallAndWhatIsAnsweredSuccessFirst() throws IOException {
        for (var service : services()) {
            var description = description(service);
            assertEquals("/", description.at("/servers/0/url").textValue());
            for (var operation : ApiOperation.of(service)) {
                var node = operation.in(description);
                assertTrue(node.get("security").isArray(), operation::toString);
                var responses = node.get("responses");
                var first = responses.fieldNames().next();
                assertTrue(first.startsWith("2"), () -> operation + " begins with " + first);
                assertTrue(responses.has("503"), operation::toString);
                HEADERS.forEach((status, header) -> {
                    var response = responses.path(status);
                    assertTrue(
                            response.isMissingNode() || response.path("headers").has(header), operation + status);
                });
            }
        }
    }

    @Test
    void whatIsAlwaysThereIsRequiredAndPatternsAreNotInJavasSyntax() throws IOException {
        for (var service : services()) {
            var description = description(service);
            assertFalse(description.toString().contains("\"pattern\""), service.name());
            for (var operation : ApiOperation.of(service)) {
                operation
                        .in(description)
                        .get("responses")
                        .findValuesAsText("$ref")
                        .forEach(reference -> {
                            var schema = description.at(reference.substring(1));
                            var members = names(schema.get("properties").fieldNames());
                            members.removeAll(OPTIONAL);
                            var required = names(schema.path("required")
                                    .valueStream()
                                    .map(JsonNode::textValue)
                                    .iterator());
                            assertEquals(members, required, reference);
                        });
            }
        }
    }

    @Test
    void whoAcceptsNothingButProblemsGetsAnswersWithoutABody() throws IOException {
        var person = Person.signUp(pair);
        int withoutBody = 0;
        for (var service : services()) {
            var description = description(service);
            for (var operation : ApiOperation.of(service)) {
                var responses = operation.in(description).get("responses");
                if (!responses.elements().next().has("content")) {
                    withoutBody++;
                    var path = operation.path().replace("{id}", person.id());
                    var answer = Call.of(operation.method(), service.address(), path, "{}")
                            .with("Accept", "application/problem+json")
                            .bearer(person.accessToken())
                            .send();
                    assertNotEquals(406, answer.status(), operation::toString);
                }
            }
        }
        assertEquals(13, withoutBody);
    }

    private static List<Service> services() {
        return List.of(pair.auth(), pair.todo());
    }

    private static JsonNode description(Service service) throws IOException {
        return new ObjectMapper()
                .readTree(Call.get(service.address(), "/q/openapi")
                        .send()
                        .expecting(200)
                        .body());
    }

    private static Set<String> names(Iterator<String> names) {
        var set = new TreeSet<String>();
        names.forEachRemaining(set::add);
        return set;
    }

    private static void assertCopied(String copy, URI service) throws IOException {
        var described = Call.get(service, "/q/openapi").send().expecting(200).json();
        assertEquals(
                JsonPath.from(Files.readString(COPIES.resolve(copy))).getMap(""),
                described.getMap(""),
                "With ./dev run going, run: npm run types (in todo-service/src/main/webui)");
    }
}
