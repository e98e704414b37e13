package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.local.Service;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SIGTERM lets what was begun be finished. */
class DrainIT {

    private TestPair pair;

    @BeforeEach
    void start() {
        pair = TestPair.start(DrainIT.class);
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void authServiceAnswersTheLogInsInFlight() {
        var logIns = IntStream.range(0, 6)
                .mapToObj(number -> Call.post(pair.auth().address(), "/auth/login", """
                                {"email": "nobody-%d@example.com", "password": "no such passphrase"}""".formatted(number))
                        .sendAsync())
                .toList();
        // All were sent at once and hashing takes far longer than receiving: the others are in flight now.
        CompletableFuture.anyOf(logIns.toArray(CompletableFuture[]::new)).join();

        pair.auth().terminate();

        logIns.forEach(logIn -> logIn.join().expecting(401));
        assertEndedByTheSignal(pair.auth());
    }

    @Test
    void todoServiceAnswersARequestWhoseBodyIsStillArriving() throws IOException {
        var person = Person.signUp(pair);
        var body = "{\"title\": \"Sent in two halves\"}";
        try (var socket = new Socket("localhost", pair.todo().address().getPort())) {
            var out = socket.getOutputStream();
            out.write("""
                    POST /api/todos HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Connection: close\r
                    \r
                    """.formatted(person.accessToken(), body.length()).getBytes(StandardCharsets.US_ASCII));
            out.write(body.substring(0, 10).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            eventually("the request has arrived", () -> activeRequests(pair.todo()) > 0);

            pair.todo().terminate();
            out.write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
            out.flush();

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
        }
        assertEndedByTheSignal(pair.todo());
    }

    private static void assertEndedByTheSignal(Service service) {
        assertEquals(143, service.awaitEnd());
    }

    private static double activeRequests(Service service) {
        return Metrics.values(service, "http_server_active_requests").sum();
    }
}
