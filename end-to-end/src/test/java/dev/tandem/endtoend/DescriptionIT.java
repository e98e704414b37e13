package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The browser app's types are made from copies of both services' descriptions. */
class DescriptionIT {

    private static final Path COPIES =
            Path.of(System.getProperty("tandem.project"), "todo-service/src/main/webui/openapi");

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

    private static void assertCopied(String copy, URI service) throws IOException {
        var described = Call.get(service, "/q/openapi").send().expecting(200).json();
        assertEquals(
                JsonPath.from(Files.readString(COPIES.resolve(copy))).getMap(""),
                described.getMap(""),
                "With ./dev run going, run: npm run types (in todo-service/src/main/webui)");
    }
}
