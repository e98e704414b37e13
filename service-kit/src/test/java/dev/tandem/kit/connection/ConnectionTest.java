package dev.tandem.kit.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.kit.fixture.NoteExportResource;
import dev.tandem.kit.fixture.RawConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a client can do to a connection without being cut off, and what not. */
@QuarkusTest
@TestProfile(ConnectionTest.ShortTimeouts.class)
class ConnectionTest {

    public static final class ShortTimeouts implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "connection.idle-timeout", "2s",
                    "connection.request-timeout", "1s",
                    "connection.stall-timeout", "3s",
                    "connection.per-client", "20",
                    "connection.queued-bytes", "8M");
        }
    }

    @TestHTTPResource
    URI service;

    @Inject
    MeterRegistry registry;

    @TestHTTPResource(management = true)
    URI management;

    @Test
    void answersHalfARequestLineWith408() throws Exception {
        for (var port : new URI[] {service, management}) {
            try (var connection = RawConnection.open(port).send("GET /api/no")) {
                assertProblem(408, "request_timeout", connection.readAll());
            }
        }
    }

    @Test
    void answersHalfABodyWith408() throws Exception {
        try (var connection = RawConnection.open(service).send("""
                POST /api/notes HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: 100

                {"te""")) {
            assertProblem(408, "request_timeout", connection.readAll());
        }
    }

    @Test
    void closesASilentConnection() throws Exception {
        try (var connection = RawConnection.open(service)) {
            assertEquals("", connection.readAll());
        }
        try (var connection = RawConnection.open(service).send("GET /api/notes/1 HTTP/1.1\nHost: localhost\n\n")) {
            assertTrue(connection.readAll().endsWith("{\"text\":\"1\"}"));
        }
    }

    @Test
    void makesRoomForTheClientsNewestConnection() throws Exception {
        var connections = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 21; i++) {
                connections.add(RawConnection.open(service));
            }
            connections.getLast().send("GET /api/notes/1 HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            assertTrue(connections.getLast().readAll().startsWith("HTTP/1.1 200"));
            assertEquals(-1, connections.getFirst().in().read());
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        try (var connection = RawConnection.open(service)) {
            var requests = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                requests.append("GET /api/notes/%d HTTP/1.1\nHost: localhost\n\n".formatted(i));
            }
            connection.send(requests.toString());
            for (int i = 0; i < 30; i++) {
                var response = connection.readResponse();
                assertTrue(response.endsWith("{\"text\":\"" + i + "\"}"), response);
            }
        }
    }

    @Test
    void closesAConnectionWhoseClientReadsNothing() throws Exception {
        double before = closed(CloseReason.STALLED);
        try (var connection =
                RawConnection.open(service).send("GET /api/notes/export?pages=1000 HTTP/1.1\nHost: localhost\n\n")) {
            await().atMost(30, SECONDS).until(() -> closed(CloseReason.STALLED) == before + 1);
            assertTrue(connection.in().read() >= 0);
        }
    }

    @Test
    void leavesASlowReaderThatReadsAlone() throws Exception {
        try (var connection = RawConnection.open(service).send("GET /api/notes/export?pages=300 HTTP/1.0\n\n")) {
            long bytes = 0;
            for (int read; (read = connection.in().readNBytes(100_000).length) > 0; bytes += read) {
                LockSupport.parkNanos(20_000_000);
            }
            assertTrue(bytes > 300 * 64 * 1_000, () -> "not the whole");
        }
    }

    /** Each response waits in memory for its client: the one that has waited longest makes room. */
    @Test
    void boundsWhatWaitsForAllClients() throws Exception {
        double before = closed(CloseReason.QUEUED_BYTES);
        var connections = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 6; i++) {
                connections.add(RawConnection.open(service)
                        .send("GET /api/notes/large?bytes=3900000 HTTP/1.1\nHost: localhost\n\n"));
                assertEquals('H', connections.getLast().in().read());
            }
            await().atMost(10, SECONDS).until(() -> closed(CloseReason.QUEUED_BYTES) >= before + 3);
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    /** One response a connection is in memory, however many its client asks for. */
    @Test
    void answersNoFurtherRequestBeforeTheResponseIsRead() throws Exception {
        try (var connection = RawConnection.open(service)) {
            connection.send("GET /api/notes/large?bytes=3900000 HTTP/1.1\nHost: localhost\n\n".repeat(3));
            connection.send("GET /api/notes/export?pages=1 HTTP/1.1\nHost: localhost\n\n");
            assertEquals('H', connection.in().read());
            int pages = NoteExportResource.PAGES_READ.get();
            try (var other = RawConnection.open(service).send("GET /api/notes/1 HTTP/1.1\nHost: localhost\n\n")) {
                assertTrue(other.readResponse().startsWith("HTTP/1.1 200"));
            }
            assertEquals(pages, NoteExportResource.PAGES_READ.get());
            connection.in().skipNBytes(3 * 3_900_000);
            await().atMost(10, SECONDS).until(() -> NoteExportResource.PAGES_READ.get() > pages);
        }
    }

    @Test
    void closesAConnectionWithTooManyPipelinedRequests() throws Exception {
        double before = closed(CloseReason.PIPELINING);
        try (var connection = RawConnection.open(service)) {
            // Larger and larger reads, and then one with many requests.
            var post = "POST /api/notes HTTP/1.1\nHost: a\nContent-Type: application/json\nContent-Length: 60000\n\n";
            for (int i = 0; i < 3; i++) {
                connection.send(post + " ".repeat(60_000)).readResponse();
            }
            connection.send("GET /api/notes/large?bytes=3900000 HTTP/1.1\nHost: a\n\n"
                    + "GET / HTTP/1.1\nHost: a\n\n".repeat(2_000));
            await().atMost(10, SECONDS).until(() -> closed(CloseReason.PIPELINING) == before + 1);
        }
    }

    private double closed(CloseReason reason) {
        return registry.counter("http.connections.closed", "reason", reason.tag())
                .count();
    }

    private static void assertProblem(int status, String code, String response) {
        assertTrue(response.startsWith("HTTP/1.1 " + status), response);
        assertTrue(response.contains("content-type: application/problem+json"), response);
        assertTrue(response.contains("x-content-type-options: nosniff"), response);
        assertTrue(response.contains("\"code\":\"" + code + "\""), response);
    }
}
