package dev.tandem.kit.stream;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.kit.fixture.NoteExportResource;
import dev.tandem.kit.fixture.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamedBodyTest {

    /** Some 6.5 MB: more than the sockets of both sides take. */
    private static final String LARGE = "/api/notes/export?pages=1000&failAt=0";

    @TestHTTPResource
    URI service;

    @BeforeEach
    void reset() {
        NoteExportResource.PAGES_READ.set(0);
        NoteExportResource.CLOSED.set(0);
    }

    @Test
    void arrivesWhole() {
        given().get("/api/notes/export?pages=100")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("$", hasSize(6_400))
                .body("[6399].text", equalTo("x".repeat(1_000)));
        given().get("/api/notes/export?pages=0").then().statusCode(200).body("$", hasSize(0));
        given().head("/api/notes/export?pages=100").then().statusCode(200);
        assertEquals(3, NoteExportResource.CLOSED.get());
    }

    @Test
    void isAProblemIfItFailsBeforeItBegins() {
        given().get("/api/notes/export?pages=5&failAt=1")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("code", equalTo("internal_error"));
        assertEquals(1, NoteExportResource.CLOSED.get());
    }

    @Test
    void isNeverTakenForWholeIfItFails() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(service.resolve("/api/notes/export?pages=100&failAt=50"))
                    .build();
            assertThrows(IOException.class, () -> client.send(request, HttpResponse.BodyHandlers.ofString()));
        }
        // Without chunks, only a reset tells the end of an interrupted body from that of a whole one.
        try (var connection =
                RawConnection.open(service).send("GET /api/notes/export?pages=100&failAt=50 HTTP/1.0\n\n")) {
            assertThrows(SocketException.class, connection::readAll);
        }
        assertEquals(2, NoteExportResource.CLOSED.get());
    }

    /** More readers than there are workers, none of which reads: everybody else is answered meanwhile. */
    @Test
    void occupiesNoThreadForAClientThatReadsNothing() throws Exception {
        var connections = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 250; i++) {
                connections.add(RawConnection.open(service).send("GET " + LARGE + " HTTP/1.1\nHost: localhost\n\n"));
                connections.getLast().in().read();
            }
            for (int i = 0; i < 20; i++) {
                given().get("/api/notes/" + i).then().statusCode(200);
            }
            assertTrue(
                    NoteExportResource.PAGES_READ.get() < 250 * 500,
                    () -> NoteExportResource.PAGES_READ + " pages read");
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> NoteExportResource.CLOSED.get() == 250);
    }
}
