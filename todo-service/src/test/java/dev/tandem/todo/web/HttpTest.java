package dev.tandem.todo.web;

import static dev.tandem.todo.fixture.Api.TODOS;
import static dev.tandem.todo.fixture.Api.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP asks of the API, in the corners. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class HttpTest {

    @TestHTTPResource
    URL service;

    private String someone;

    @BeforeEach
    void begin() {
        someone = Surroundings.someone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api;x/todos",
                "/api/todos;x",
                "/api/todos%3Bx",
                "/api%3Bx/todos",
                "/api%2Ftodos",
                "/api%5Ctodos",
                "/api/todos/",
                "//api/todos",
                "/api//todos",
                "/x/../api/todos",
                "/%61pi/todos"
            })
    void onlyTheExactPathActs(String path) throws IOException {
        create("kept");
        for (var method : new String[] {"GET", "DELETE"}) {
            var answer = raw("%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: %s\r\n\r\n"
                    .formatted(method, path, someone));
            assertTrue(answer.startsWith("HTTP/1.1 404 ") && answer.contains("\"code\":\"not_found\""), answer);
        }
        as(someone).get(TODOS).then().body("$", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match      | {etag}          | 200",
                "If-Match      | \"x\", {etag}   | 200",
                "If-Match      | *               | 200",
                "If-Match      | W/{etag}        | 412",
                "If-Match      | \"x\"           | 412",
                "If-Match      | x               | 400",
                "If-None-Match | \"x\"           | 200",
                "If-None-Match | {etag}          | 412",
                "If-None-Match | W/{etag}        | 412",
                "If-None-Match | \"x\",,{etag}   | 412",
                "If-None-Match | *               | 412",
                "If-None-Match | x               | 400",
            })
    void changesAreMadeOnCondition(String header, String value, int status) {
        var todo = create("before");
        var condition = value.replace("{etag}", todo.header("ETag"));
        var url = TODOS + "/" + todo.path("id");
        as(someone)
                .header(header, condition)
                .body("{\"title\": \"after\"}")
                .patch(url)
                .then()
                .statusCode(status);
        as(someone).get(url).then().body("title", equalTo(status == 200 ? "after" : "before"));

        var other = create("before");
        var deletion = value.replace("{etag}", other.header("ETag"));
        as(someone)
                .header(header, deletion)
                .delete(TODOS + "/" + other.path("id"))
                .then()
                .statusCode(status == 200 ? 204 : status);
    }

    @Test
    void conditionsAreReadFromAllTheirLines() {
        var todo = create("before");
        var url = TODOS + "/" + todo.path("id");
        as(someone)
                .header("If-None-Match", "\"x\"", todo.header("ETag"))
                .get(url)
                .then()
                .statusCode(304);
        as(someone)
                .header("If-Match", "\"x\"", todo.header("ETag"))
                .body("{\"title\": \"after\"}")
                .patch(url)
                .then()
                .statusCode(200);
    }

    @Test
    void aSemicolonSeparatesNoParameters() {
        create("a;b");
        create("a");
        as(someone)
                .urlEncodingEnabled(false)
                .get(TODOS + "?q=a;b")
                .then()
                .statusCode(200)
                .body("title", equalTo(List.of("a;b")));
        var page = as(someone).urlEncodingEnabled(false).get(TODOS + "?q=a&limit=1&sort=title");
        assertTrue(page.header("Link").contains("q=a&"), page.header("Link"));
    }

    @Test
    void thePageAfterIsNamedWithoutAHostToo() throws IOException {
        create("a");
        create("b");
        var answer = raw("GET /api/todos?limit=1 HTTP/1.0\r\nAuthorization: " + someone + "\r\n\r\n");
        assertTrue(answer.contains(" 200 OK\r\n"), answer);
        assertTrue(answer.contains("Link: </api/todos?limit=1&cursor="), answer);
    }

    @Test
    void optionsTellWhatIsThere() {
        assertEquals("DELETE, GET, HEAD, OPTIONS, POST", given().options(TODOS).header("Allow"));
        assertEquals("GET, HEAD, OPTIONS", given().options(TODOS + "/export").header("Allow"));
        assertEquals(
                "DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
                given().options(TODOS + "/x").header("Allow"));
        assertEquals(
                "GET, HEAD, OPTIONS",
                as(someone).body("{}").post(TODOS + "/export").header("Allow"));
        assertEquals(
                "GET, HEAD, OPTIONS",
                as(someone).body("{}").put(TODOS + "/export").header("Allow"));
        given().options("/nowhere").then().statusCode(404);
    }

    /** A regular expression with nested repetition overflowed the stack. */
    @Test
    void manyEntityTagsAreNothingSpecial() {
        as(someone)
                .header("If-Match", "\"\",".repeat(1_500) + "\"\"")
                .body("{}")
                .patch(TODOS + "/" + create("x").path("id"))
                .then()
                .statusCode(412);
    }

    private Response create(String title) {
        return Api.create(someone, "{\"title\": \"" + title + "\"}");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
