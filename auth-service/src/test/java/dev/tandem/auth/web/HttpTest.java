package dev.tandem.auth.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP asks of the API, in the corners. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class HttpTest {

    @TestHTTPResource
    URI service;

    /** What another host of the same domain can set neither counts nor stands in the way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$Version=abc",
                "$Version=1; $Path=/",
                "a=b,__Host-device=x",
                "__Host-device=x; __Host-device=y",
                "__Host-refresh_token=x; __Host-refresh_token=y",
                "; =; a; =b",
                "a=\"",
                "__Host-device=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
            })
    void noCookieStandsInTheWayOfALogIn(String cookies) {
        var person = Person.signedUp();
        given().contentType(ContentType.JSON)
                .header("Cookie", cookies)
                .body(Map.of("email", person.email(), "password", person.password()))
                .post("/auth/login")
                .then()
                .statusCode(200);
    }

    @Test
    void aCookieOfOursThatWasSentTwiceIsRefused() {
        var login = browserLogIn();
        var cookie = "__Host-refresh_token=" + login.getCookie("__Host-refresh_token");
        for (var cookies : new String[] {
            cookie + "; __Host-refresh_token=x", "__Host-refresh_token=x; " + cookie, cookie + ";" + cookie
        }) {
            for (var path : new String[] {"/auth/refresh", "/auth/logout"}) {
                sameSite()
                        .header("Cookie", cookies)
                        .post(path)
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("duplicate_cookie"));
            }
        }
        sameSite()
                .header("Cookie", "$Version=abc; " + cookie + "; a=b")
                .post("/auth/refresh")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "================================================================",
                "AAAA",
                "",
                "Ä",
                "😀"
            })
    void noRefreshTokenIsOddEnough(String token) {
        Person.refresh(token).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
        Person.logOut(token).then().statusCode(204);
    }

    @Test
    void nothingOfAnAccountIsCached() {
        var login = browserLogIn();
        assertEquals("no-store", login.header("Cache-Control"));
        for (var path : new String[] {"/auth/me", "/auth/sessions", "/auth/events", "/auth/nothing", "/auth/totp"}) {
            given().get(path).then().header("Cache-Control", "no-store");
            Person.withToken(login).get(path).then().header("Cache-Control", "no-store");
        }
    }

    @Test
    void keysAreRevalidatedByAnyFormOfTheirTag() {
        var etag = given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("Vary", "origin")
                .extract()
                .header("ETag");
        for (var known : new String[] {etag, "W/" + etag, "\"x\", " + etag, "*"}) {
            given().header("If-None-Match", known)
                    .get("/.well-known/jwks.json")
                    .then()
                    .statusCode(304);
        }
        given().header("If-None-Match", "\"x\"", etag)
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(304);
        given().header("If-None-Match", "\"x\"")
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200);
        given().header("If-None-Match", "x")
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(400);
    }

    @Test
    void anUnknownParameterIsAnError() {
        var login = browserLogIn();
        Person.withToken(login)
                .get("/auth/events?limit=1&x=1")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("x"));
        Person.withToken(login).get("/auth/events?limit=1&limit=2").then().statusCode(400);
        Person.withToken(login)
                .urlEncodingEnabled(false)
                .get("/auth/events?limit=1;x")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth;x/me", "/auth/me/", "/auth//me", "/auth/x/../me", "/%61uth/me", "/auth/sessions/"})
    void onlyTheExactPathActs(String path) throws IOException {
        String token = browserLogIn().path("access_token");
        for (var method : new String[] {"GET", "DELETE"}) {
            var answer =
                    raw("%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(method, path, token));
            assertTrue(answer.startsWith("HTTP/1.1 404 ") && answer.contains("\"code\":\"not_found\""), answer);
        }
        Person.me(token).then().statusCode(200);
    }

    /** An empty body that was announced used to occupy a worker for a minute. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/refresh",
                "/auth/login",
                "/auth/logout",
                "/auth/signup",
                "/auth/password/reset",
                "/auth/email/verify"
            })
    void anEmptyBodyIsAnsweredAtOnce(String path) throws IOException {
        var head = "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n";
        for (var body : new String[] {
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "Content-Length: 00\r\n\r\n", "Content-Length: 0\r\n\r\n"
        }) {
            var answer = raw(head + body);
            assertTrue(answer.matches("(?s)HTTP/1.1 (400|401|204) .*"), answer);
        }
    }

    @Test
    void optionsTellWhatIsThere() {
        assertEquals("OPTIONS, POST", given().options("/auth/login").header("Allow"));
        assertEquals(
                "DELETE, GET, HEAD, OPTIONS, PATCH", given().options("/auth/me").header("Allow"));
        given().options("/auth/nothing").then().statusCode(404);
    }

    private static Response browserLogIn() {
        var person = Person.signedUp();
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", person.password()))
                .post("/auth/login");
    }

    private static RequestSpecification sameSite() {
        return given().contentType(ContentType.JSON).header("Sec-Fetch-Site", "same-site");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
