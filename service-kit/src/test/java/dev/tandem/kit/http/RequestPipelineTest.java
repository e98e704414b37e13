package dev.tandem.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.kit.fixture.RawConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests as bytes on a connection, and how they are answered. */
@QuarkusTest
class RequestPipelineTest {

    private static final String HOST = "Host: localhost\nConnection: close\n";
    private static final String JSON = HOST + "Content-Type: application/json\n";
    private static final String CHUNKED = JSON + "Transfer-Encoding: chunked\n\n";
    private static final String NOTE = "{\"text\":\"a\"}";

    @TestHTTPResource
    URI service;

    @Inject
    MeterRegistry registry;

    static Stream<Arguments> invalidRequests() {
        return Stream.of(
                // Other spellings of a path
                invalid("GET /api;x/notes HTTP/1.1\n" + HOST, 404, "not_found"),
                invalid("GET /api/notes/ HTTP/1.1\n" + HOST, 404, "not_found"),
                invalid("DELETE /api/notes/1/ HTTP/1.1\n" + HOST, 404, "not_found"),
                invalid("GET /api//notes HTTP/1.1\n" + HOST, 404, "not_found"),
                invalid("GET /%61pi/notes HTTP/1.1\n" + HOST, 404, "not_found"),
                invalid("GET /api/x/../notes HTTP/1.1\n" + HOST, 404, "not_found"),
                // Targets that are no URI
                invalid("GET /api/notes/{|} HTTP/1.1\n" + HOST, 400, "bad_request"),
                invalid("GET /api/notes?q=% HTTP/1.1\n" + HOST, 400, "bad_request"),
                invalid("GET http://localhost/api/notes HTTP/1.1\n" + HOST, 400, "bad_request"),
                invalid("CONNECT localhost:80 HTTP/1.1\n" + HOST, 501, "not_implemented"),
                invalid("TRACE /api/notes HTTP/1.1\n" + HOST, 501, "not_implemented"),
                invalid("OPTIONS * HTTP/1.1\n" + HOST, 400, "bad_request"),
                invalid("GET /api/notes?q=%s HTTP/1.1\n".formatted("x".repeat(9_000)) + HOST, 414, "uri_too_long"),
                invalid("GET /api/notes?q=%s HTTP/1.1\n".formatted("x".repeat(40_000)) + HOST, 414, "uri_too_long"),
                // Headers
                invalid(
                        "GET /api/notes HTTP/1.1\n" + HOST + "X: %s\n".formatted("x".repeat(20_000)),
                        431,
                        "request_header_fields_too_large"),
                invalid("GET /api/notes HTTP/1.1\nConnection: close\n", 400, "bad_request"),
                invalid("GET /api/notes HTTP/1.1\n" + HOST + "Host: other\n", 400, "malformed_request"),
                invalid("GET /api/notes HTTP/1.1\nConnection: close\nHost: [v1.x]\n", 400, "malformed_request"),
                invalid(
                        "GET /api/notes HTTP/1.1\n" + HOST + "Authorization: a\nAuthorization: b\n",
                        401,
                        "invalid_token"),
                invalid("GET /api/notes HTTP/1.1\n" + HOST + "Expect: miracles\n", 417, "expectation_failed"),
                invalid(
                        "GET /api/notes HTTP/1.1\n" + HOST + "Origin: https://evil.example\n",
                        403,
                        "origin_not_allowed"),
                invalid("GET /api/notes HTTP/1.1\n" + HOST + "no colon\n", 400, "bad_request"),
                invalid("nonsense\n", 400, "bad_request"),
                // Bodies
                invalid("POST /api/notes HTTP/1.1\n" + HOST + "Content-Length: 2\n\n{}", 415, "unsupported_media_type"),
                invalid(
                        "POST /api/notes HTTP/1.1\n" + JSON + "Content-Encoding: gzip\nContent-Length: 2\n\n{}",
                        415,
                        "unsupported_media_type"),
                invalid(
                        "POST /api/notes HTTP/1.1\n" + JSON + "Content-Type: text/plain\nContent-Length: 2\n\n{}",
                        400,
                        "malformed_request"),
                invalid(
                        "POST /api/notes HTTP/1.1\n" + JSON + "Transfer-Encoding: gzip, chunked\n\n0\n\n",
                        400,
                        "malformed_request"),
                invalid(
                        "POST /api/notes HTTP/1.1\n" + JSON + "Content-Length: 70000\n\n" + "x".repeat(70_000),
                        413,
                        "payload_too_large"),
                invalid(
                        "GET /api/notes HTTP/1.1\n" + HOST
                                + "Content-Type: multipart/form-data; boundary=x\nContent-Length: 1\n\nx",
                        415,
                        "unsupported_media_type"),
                invalid(
                        "POST /api/notes HTTP/1.1\n" + HOST
                                + "Content-Type: application/x-www-form-urlencoded\nContent-Length: 3\n\na=b",
                        415,
                        "unsupported_media_type"),
                invalid("PATCH /api/notes/1 HTTP/1.1\n" + HOST, 405, "method_not_allowed"),
                invalid("BREW /api/notes HTTP/1.1\n" + HOST, 501, "not_implemented"),
                invalid("OPTIONS /nowhere HTTP/1.1\n" + HOST, 404, "not_found"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidRequests")
    void answersWithAProblem(String name, String request, int status, String code) throws Exception {
        var response = send(request.contains("\n\n") ? request : request + "\n");
        assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
        assertTrue(response.toLowerCase().contains("content-type: application/problem+json"), response);
        assertTrue(response.contains("\"code\":\"" + code + "\""), response);
        assertTrue(response.contains("\"status\":" + status), response);
        for (var header : new String[] {"x-content-type-options: nosniff", "strict-transport-security: max-age"}) {
            assertEquals(2, response.toLowerCase().split(header, -1).length, response);
        }
    }

    static Stream<Arguments> emptyBodies() {
        return Stream.of(
                Arguments.of("chunked", CHUNKED + "0\n\n"),
                Arguments.of("chunked, with an extension", CHUNKED + "0;a=b\n\n"),
                Arguments.of("chunked, with a trailer", CHUNKED + "0\nX: y\n\n"),
                Arguments.of("chunked, zero in many digits", CHUNKED + "0000\n\n"),
                Arguments.of("no length", JSON + "\n"),
                Arguments.of("length 0", JSON + "Content-Length: 0\n\n"),
                Arguments.of("length 00", JSON + "Content-Length: 00\n\n"),
                Arguments.of("chunked, no media type", HOST + "Transfer-Encoding: chunked\n\n0\n\n"),
                Arguments.of("expected", JSON + "Expect: 100-continue\nTransfer-Encoding: chunked\n\n0\n\n"));
    }

    /** An empty body that was announced used to occupy a worker for a minute. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("emptyBodies")
    void answersAnEmptyBodyAtOnce(String name, String rest) throws Exception {
        for (int i = 0; i < 50; i++) {
            var response = send("POST /api/notes HTTP/1.1\n" + rest);
            assertTrue(response.contains("HTTP/1.1 200 ") && response.endsWith("{\"text\":\"no body\"}"), response);
        }
    }

    /** A body that is not wanted does not stand in the way of the next request. */
    @Test
    void answersTheRequestAfterOneItRejectedUnread() throws Exception {
        try (var connection = RawConnection.open(service)) {
            for (var header : new String[] {
                "Origin: https://evil.example", "Content-Encoding: gzip", "Content-Type: multipart/form-data"
            }) {
                connection.send("POST /api/notes HTTP/1.1\nHost: localhost\n" + header + "\nContent-Length: 60000\n\n"
                        + "x".repeat(60_000));
                assertTrue(connection.readResponse().startsWith("HTTP/1.1 4"));
            }
            connection.send("GET /api/notes/1 HTTP/1.1\nHost: localhost\n\n");
            assertTrue(connection.readResponse().endsWith("{\"text\":\"1\"}"));
        }
    }

    @Test
    void readsABodyInChunks() throws Exception {
        var chunks = new StringBuilder();
        for (var character : NOTE.split("")) {
            chunks.append("1\n").append(character).append('\n');
        }
        assertTrue(
                send("POST /api/notes HTTP/1.1\n" + CHUNKED + chunks + "0\n\n").endsWith(NOTE));
    }

    @Test
    void continuesOnExpectation() throws Exception {
        var head = "POST /api/notes HTTP/1.1\n" + JSON + "Expect: 100-continue\nContent-Length: " + NOTE.length();
        try (var connection = RawConnection.open(service).send(head + "\n\n")) {
            assertTrue(connection.readResponse().startsWith("HTTP/1.1 100"));
            assertTrue(connection.send(NOTE).readAll().endsWith(NOTE));
        }
    }

    @Test
    void answersOptionsWithWhatIsThere() throws Exception {
        assertAllow("GET, HEAD, OPTIONS, POST", "OPTIONS /api/notes HTTP/1.1\n");
        assertAllow("DELETE, GET, HEAD, OPTIONS, PUT", "OPTIONS /api/notes/1 HTTP/1.1\n");
        assertAllow("GET, HEAD, OPTIONS", "OPTIONS /api/notes/export HTTP/1.1\n");
        assertAllow("GET, HEAD, OPTIONS", "PUT /api/notes/export HTTP/1.1\n");
    }

    private void assertAllow(String methods, String request) throws Exception {
        var response = send(request + HOST + "\n");
        assertTrue(response.toLowerCase().contains("\r\nallow: " + methods.toLowerCase() + "\r\n"), response);
    }

    /** What another host of the same domain can set neither counts nor stands in the way. */
    @ParameterizedTest
    @MethodSource("foreignCookies")
    void ignoresForeignCookies(String cookies) throws Exception {
        var response = send("GET /api/notes HTTP/1.1\n" + HOST + cookies + "\n\n");
        assertTrue(response.startsWith("HTTP/1.1 200 ") && response.endsWith("{\"text\":\"mine\"}"), response);
    }

    static Stream<String> foreignCookies() {
        return Stream.of(
                "Cookie: __Host-note=mine",
                "Cookie: $Version=abc; __Host-note=mine",
                "Cookie: $Version=1; $Path=/x; __Host-note=mine; $Domain=evil.example",
                "Cookie: a=b,__Host-note=evil; __Host-note=mine",
                "Cookie: a=\"; __Host-note=mine",
                "Cookie: ; =; a; =b; __Host-note=mine;",
                "Cookie: note=evil; __host-note=evil; __Host-note=mine",
                "Cookie: a=b\nCookie: __Host-note=mine",
                "Cookie: " + "a=b; ".repeat(1_000) + "__Host-note=mine");
    }

    @Test
    void answersHttp10() throws Exception {
        var response = send("GET /api/notes/1 HTTP/1.0\n\n");
        assertTrue(response.contains(" 200 ") && response.endsWith("{\"text\":\"1\"}"), response);
    }

    @Test
    void putsNoTraceOfItselfIntoAProblem() throws Exception {
        var response = send("POST /api/notes HTTP/1.1\n" + CHUNKED + "1\n{\n0\n\n");
        assertTrue(response.contains("\"malformed_json\""), response);
        assertFalse(response.contains("Exception") || response.contains("com.fasterxml"), response);
    }

    @Test
    void givesMadeUpNamesNoSeriesInTheMetrics() throws Exception {
        for (var request : new String[] {
            "MADE-UP /api/notes",
            "GET /made-up",
            "GET /api/made-up",
            "GET /api/notes/made-up",
            "GET /made-up\\",
            "GET /made-up;x",
            "POST /api/notes/made-up",
            "OPTIONS /made-up",
            "HEAD /made-up?made-up"
        }) {
            send(request + " HTTP/1.1\n" + HOST + "\n");
        }
        var series = registry.find("http.server.requests").meters().stream()
                .map(meter -> meter.getId().getTags().toString())
                .toList();
        assertFalse(series.isEmpty());
        assertTrue(series.stream().noneMatch(tags -> tags.toLowerCase().contains("made-up")), series::toString);
        assertTrue(series.stream().anyMatch(tags -> tags.contains("/api/notes/{id}")), series::toString);
    }

    private String send(String request) throws Exception {
        try (var connection = RawConnection.open(service).send(request)) {
            return connection.readAll();
        }
    }

    private static Arguments invalid(String request, int status, String code) {
        var name = request.strip().replace(HOST, "").replace('\n', ' ');
        return Arguments.of(name.substring(0, Math.min(100, name.length())), request, status, code);
    }
}
