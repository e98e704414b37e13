package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent to whatever operation, the answer is no server error and the log has no stack trace. What is sent is
 * random; a failure prints the seed that makes the same requests again ({@code -Dodd.seed}).
 */
class OddInputIT {

    private static final int REQUESTS_PER_OPERATION = Integer.getInteger("odd.requests", 40);
    private static final long SEED = Long.getLong("odd.seed", new Random().nextLong());

    private static TestPair pair;
    private static Person person;

    @BeforeAll
    static void begin() {
        pair = TestPair.prepare(OddInputIT.class);
        pair.auth().with("PASSWORD_BCRYPT_COST", "4");
        pair.start();
        person = Person.signUp(pair);
        for (int i = 0; i < 3; i++) {
            person.addTodo("to-do " + i);
        }
    }

    @AfterAll
    static void end() {
        pair.close();
    }

    @Test
    void nothingUpsetsAuthService() throws IOException {
        nothingUpsets(pair.auth(), "auth");
    }

    @Test
    void nothingUpsetsTodoService() throws IOException {
        nothingUpsets(pair.todo(), "todo");
    }

    private static void nothingUpsets(Service service, String log) throws IOException {
        var requests = new OddRequests(new Random(SEED), person);
        var failures = new ArrayList<String>();
        var operations = ApiOperation.of(service);
        assertTrue(operations.size() >= 8, () -> operations.size() + " operations");
        int answered = 0;
        for (var operation : operations) {
            for (int i = 0; i < REQUESTS_PER_OPERATION; i++) {
                var request = requests.to(operation);
                var answer = RawCall.send(service.address(), request);
                answered += answer.isEmpty() ? 0 : 1;
                objection(answer).ifPresent(objection -> failures.add(objection + "\n  " + request));
            }
        }
        assertEquals(List.of(), failures, "seed " + SEED);
        assertEquals(operations.size() * REQUESTS_PER_OPERATION, answered, "answered, seed " + SEED);
        var lines = Files.readAllLines(TestPair.logOf(OddInputIT.class, log));
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line ->
                                line.contains("\"ERROR\"") || line.contains(" ERROR ") || line.startsWith("\tat "))
                        .toList(),
                "seed " + SEED);
    }

    private static Optional<String> objection(String answer) {
        if (answer.startsWith("HTTP/1.1 5")) {
            return Optional.of(answer);
        }
        boolean isProblem = answer.toLowerCase().contains("content-type: application/problem+json");
        return answer.startsWith("HTTP/1.1 4") && !isProblem ? Optional.of(answer) : Optional.empty();
    }
}
