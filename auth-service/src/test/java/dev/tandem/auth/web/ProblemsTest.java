package dev.tandem.auth.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, the answer is a problem by RFC 9457 that gives nothing away. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class ProblemsTest {

    @Test
    void answersAnUnknownPath() {
        problem(given().get("/nowhere"), 404, "not_found");
        problem(given().get("/auth/nowhere/%20"), 404, "not_found");
        problem(given().get("/"), 404, "not_found");
        problem(given().get("/q/health"), 404, "not_found");
    }

    @Test
    void answersAWrongMethodWithTheRightOnes() {
        var answer = given().delete("/auth/login");
        problem(answer, 405, "method_not_allowed");
        assertTrue(answer.getHeader("Allow").contains("POST"), answer.getHeader("Allow"));
    }

    @Test
    void answersAWrongMediaType() {
        var form = given().contentType("application/x-www-form-urlencoded")
                .formParam("email", "x")
                .post("/auth/login");
        problem(form, 415, "unsupported_media_type");
        problem(given().contentType("text/plain").body("{}").post("/auth/login"), 415, "unsupported_media_type");
        problem(given().accept("text/html").get("/.well-known/jwks.json"), 406, "not_acceptable");
    }

    @Test
    void answersABodyOverSixtyFourKilobytes() {
        var body = "{\"email\": \"" + "x".repeat(64 * 1024) + "\"}";
        problem(given().contentType("application/json").body(body).post("/auth/login"), 413, "payload_too_large");
    }

    @Test
    void answersABodyThatTurnsOutTooLong() throws Exception {
        var body = ("{\"email\": \"" + "x".repeat(100 * 1024) + "\"}").getBytes();
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(413, answer.statusCode());
            assertTrue(answer.body().contains("\"payload_too_large\""), answer.body());
        }
    }

    @Test
    void answersBytesThatAreNoText() {
        var answer = given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/json")
                .body(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'})
                .post("/auth/login");
        problem(answer, 400, "malformed_json");
        given().contentType("application/json")
                .body("{\"email\": " + "[".repeat(5000))
                .post("/auth/login")
                .then()
                .statusCode(400);
    }

    @Test
    void passesOnTheCallersTraceId() {
        var traceId = "0af7651916cd43dd8448eb211c80319c";
        given().header("traceparent", "00-" + traceId + "-b7ad6b7169203331-01")
                .get("/nowhere")
                .then()
                .body("traceId", equalTo(traceId));
        given().header("traceparent", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01\u00a0<script>")
                .get("/nowhere")
                .then()
                .body("traceId", matchesPattern("(?!0{32})[0-9a-f]{32}"));
    }

    @Test
    void sendsSecurityHeadersWithEverything() {
        for (var path : Set.of("/.well-known/jwks.json", "/nowhere", "/auth/me")) {
            given().get(path)
                    .then()
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                    .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    private static void problem(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
        var text = answer.asString();
        assertTrue(!text.contains("Exception") && !text.contains("dev.tandem") && !text.contains("<"), text);
    }
}
