package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that OpenAPI Generator makes from both services' descriptions compile as they are and work: each logs in,
 * creates to-dos, clears a date, follows a page, deletes and refreshes (src/test/clients).
 */
class GeneratedClientsIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("tandem.project")).toAbsolutePath().normalize();
    private static final Path END_TO_END = PROJECT.resolve("end-to-end");
    private static final int TOOL_IS_MISSING = 77;

    private static TestPair pair;

    @BeforeAll
    static void begin() {
        pair = TestPair.start(GeneratedClientsIT.class);
    }

    @AfterAll
    static void end() {
        pair.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "typescript", "python"})
    void aGeneratedClientDoesAWholeRound(String language) throws IOException, InterruptedException {
        var person = Person.signUp(pair);
        var command = new ProcessBuilder(
                        END_TO_END.resolve("src/test/clients/round").toString(),
                        language,
                        END_TO_END.resolve("target/clients/" + language).toString(),
                        pair.auth().address().toString(),
                        pair.todo().address().toString(),
                        person.email(),
                        person.password())
                .redirectErrorStream(true);
        command.environment()
                .put(
                        "GENERATOR",
                        END_TO_END
                                .resolve("target/tools/openapi-generator-cli.jar")
                                .toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("LIBRARIES", System.getProperty("java.class.path"));
        command.environment()
                .put(
                        "NODE_MODULES",
                        PROJECT.resolve("todo-service/src/main/webui/node_modules")
                                .toString());

        var process = command.start();
        var output = new String(process.getInputStream().readAllBytes());
        int exitCode = process.waitFor();
        assumeFalse(exitCode == TOOL_IS_MISSING, output);
        assertEquals(0, exitCode, output);
    }
}
