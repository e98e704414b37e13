package dev.tandem.todo.web;

import static dev.tandem.todo.fixture.Api.TODOS;
import static dev.tandem.todo.fixture.Api.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class ProblemTest {

    private static final String NOWHERE = TODOS + "/" + UUID.randomUUID();

    @TestHTTPResource
    URL service;

    @ParameterizedTest
    @CsvSource({
        "GET,  /nothing,            404, not_found",
        "POST, /api/nothing,        404, not_found",
        "GET,  /api/todos/a/b,      404, not_found",
        "GET,  /q/nothing,          404, not_found",
        "PUT,  /api/todos,          405, method_not_allowed",
        "POST, /api/todos/export,   405, method_not_allowed",
        "GET,  /api/todos/nonsense, 400, validation_failed",
        "GET,  /api/todos/1-1-1-1-1, 400, validation_failed",
        "GET,  /api/todos?limit=0,  400, validation_failed",
    })
    void everyErrorIsAProblem(String method, String path, int status, String code) {
        problem(as(Surroundings.someone()).body("{}").request(method, path).then(), status, code);
    }

    @Test
    void aWrongMethodNamesTheRightOnes() {
        problem(as(Surroundings.someone()).body("{}").put(TODOS).then(), 405, "method_not_allowed")
                .header("Allow", allOf(containsString("GET"), containsString("POST"), containsString("DELETE")));
        problem(as(Surroundings.someone()).body("{}").post(NOWHERE).then(), 405, "method_not_allowed")
                .header("Allow", allOf(containsString("PATCH"), containsString("PUT")));
    }

    @Test
    void aMediaTypeThatIsNotSpokenIsAProblem() {
        problem(
                as(Surroundings.someone())
                        .contentType("text/plain")
                        .body("x")
                        .post(TODOS)
                        .then(),
                415,
                "unsupported_media_type");
        problem(
                as(Surroundings.someone())
                        .contentType("application/xml")
                        .body("<a/>")
                        .patch(NOWHERE)
                        .then(),
                415,
                "unsupported_media_type");
        problem(as(Surroundings.someone()).accept("text/html").get(TODOS).then(), 406, "not_acceptable");
    }

    @Test
    void aBrowserGetsNoHtmlEither() {
        for (var path : new String[] {"/api/nothing", "/api", "/q/nothing", "/assets/nothing.js", "/favicon.ico"}) {
            problem(given().accept("text/html").get(path).then(), 404, "not_found");
        }
    }

    @Test
    void aBodyTooLargeIsRefused() {
        var large = "{\"title\": \"" + "x".repeat(70_000) + "\"}";
        problem(as(Surroundings.someone()).body(large).post(TODOS).then(), 413, "payload_too_large")
                .header("Connection", "close");
    }

    @Test
    void aBodyTooLargeIsRefusedWhenSentInChunks() throws IOException {
        var head = """
                POST /api/todos HTTP/1.1
                Host: localhost
                Authorization: %s
                Content-Type: application/json
                Transfer-Encoding: chunked

                """.formatted(Surroundings.someone());
        var chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
        var answer = raw(head.replace("\n", "\r\n") + chunk.repeat(5) + "0\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertTrue(answer.contains("\"code\":\"payload_too_large\""), answer);
    }

    @Test
    void aChunkedBodyIsTaken() throws IOException {
        var body = "{\"title\": \"in chunks\"}";
        var head = """
                POST /api/todos HTTP/1.1
                Host: localhost
                Connection: close
                Authorization: %s
                Content-Type: application/json
                Transfer-Encoding: chunked

                """.formatted(Surroundings.someone());
        var answer =
                raw(head.replace("\n", "\r\n") + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 201"), answer);
    }

    @Test
    void anAddressTooLongIsRefused() {
        problem(given().get("/api/todos?q=" + "x".repeat(9_000)).then(), 414, "uri_too_long");
    }

    @Test
    void theTraceIsTheCallersWhereThereIsOne() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/nothing")
                .then()
                .body("traceId", is(trace));
        given().header("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")
                .get("/nothing")
                .then()
                .body("traceId", not(is("0".repeat(32))));
        given().header("traceparent", "junk\\u0000\"}")
                .get("/nothing")
                .then()
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (var answer : new ValidatableResponse[] {
            as(Surroundings.someone())
                    .get(TODOS)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .header("Vary", "Authorization, Origin"),
            given().get(TODOS).then().statusCode(401).header("Cache-Control", "no-store"),
            given().header("Origin", "https://evil.example.com")
                    .get(TODOS)
                    .then()
                    .statusCode(403),
            given().get("/nothing").then().statusCode(404),
            given().get("/q/openapi").then().statusCode(200),
        }) {
            answer.header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                    .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", is("about:blank"))
                .body("title", notNullValue())
                .body("status", is(status))
                .body("detail", notNullValue())
                .body("code", is(code))
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body("$", not(hasKey("instance")))
                .body("$", not(hasKey("violations")));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
