package dev.tandem.todo.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class BrowserAppTest {

    private static final String FOR_PEOPLE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @TestHTTPResource("/")
    String service;

    /** Without Node.js there is no app, which the build has said loudly; in CI there is no such excuse. */
    @BeforeAll
    static void thereIsAnApp() {
        assumeTrue(
                System.getenv("CI") != null || BrowserAppTest.class.getResource("/app/files.txt") != null,
                "The browser app was left out of this build");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/?show=active&q=milk", "/login", "/verify-email", "/todos/019aa0b2-7f3e-7c51", "/a/b"})
    void everyPageIsTheOneDocument(String path) {
        browser()
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .body(containsString("<div id=\"app\">"));
    }

    /** A regular expression with nested repetition overflowed the stack. */
    @Test
    void aPathOfManySegmentsIsAPageLikeAnyOther() {
        browser().get("/a".repeat(3_000)).then().statusCode(200).body(containsString("<div id=\"app\">"));
    }

    @Test
    void aProgramThatAsksForAPageIsToldThatThereIsNothing() {
        given().accept("application/json").get("/login").then().statusCode(404).contentType("application/problem+json");
        browser().post("/login").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void theDocumentKnowsAuthService() {
        browser().get("/").then().body(containsString("name=\"auth-origin\" content=\"" + issuer() + "\""));
    }

    @Test
    void theDocumentMayDoNothingButWhatItNeeds() {
        browser()
                .get("/account")
                .then()
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                                + issuer()
                                + "; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
                                + "require-trusted-types-for 'script'; trusted-types 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin");
        var html = document();
        assertFalse(
                Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son\\w+=")
                        .matcher(html)
                        .find(),
                html);
    }

    @Test
    void theDocumentNeedsNobodyElse() {
        var addresses = addresses();
        assertTrue(addresses.stream().anyMatch(address -> address.endsWith(".js")), addresses::toString);
        assertTrue(addresses.stream().anyMatch(address -> address.endsWith(".css")), addresses::toString);
        assertTrue(addresses.stream().allMatch(address -> address.startsWith("/assets/")), addresses::toString);
    }

    @Test
    void whatIsNamedByItsContentIsKeptForGood() {
        for (var address : addresses()) {
            given().get(address)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .header("X-Content-Type-Options", "nosniff");
        }
    }

    @Test
    void scriptsAndStylesSayWhatTheyAre() {
        given().get(first(".js")).then().contentType("text/javascript; charset=utf-8");
        given().get(first(".css")).then().contentType("text/css; charset=utf-8");
        given().get(first(".svg")).then().contentType("image/svg+xml");
    }

    @Test
    void scriptsComeSmallToWhoeverTakesThemSo() throws IOException, InterruptedException {
        var small = raw(first(".js"), "gzip, br");
        assertEquals("gzip", small.headers().firstValue("Content-Encoding").orElse(null));
        assertTrue(small.headers().firstValue("Vary").orElse("").contains("Accept-Encoding"));
        var plain = raw(first(".js"), "identity");
        assertTrue(plain.headers().firstValue("Content-Encoding").isEmpty());
        assertTrue(small.body().length < plain.body().length / 2, "it is smaller");
        assertArrayEquals(plain.body(), new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes());
        assertNotEquals(plain.headers().firstValue("ETag"), small.headers().firstValue("ETag"));
    }

    @Test
    void whatIsKnownAlreadyIsNotSentAgain() {
        var tag = browser().get("/").header("ETag");
        browser()
                .header("If-None-Match", tag)
                .get("/")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(emptyString());
        browser().header("If-None-Match", "\"other\"").get("/").then().statusCode(200);
    }

    @Test
    void headSaysTheSameWithoutABody() {
        browser()
                .head("/login")
                .then()
                .statusCode(200)
                .header("Content-Length", not("0"))
                .header("Content-Security-Policy", containsString("script-src"));
    }

    @Test
    void thePolicyOfPagesIsForPagesAlone() {
        for (var path : new String[] {"/api/nothing", "/assets/nothing.js", "/q/nothing", "/api/todos"}) {
            browser()
                    .get(path)
                    .then()
                    .header("Content-Security-Policy", is("default-src 'none'; frame-ancestors 'none'"));
        }
    }

    private static RequestSpecification browser() {
        return given().header("Accept", FOR_PEOPLE);
    }

    /** As it comes over the wire, which REST Assured would unpack. */
    private HttpResponse<byte[]> raw(String path, String encodings) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service).resolve(path))
                .header("Accept-Encoding", encodings)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String document() {
        return browser().get("/todos/" + UUID.randomUUID()).asString();
    }

    private static String first(String suffix) {
        return addresses().stream()
                .filter(address -> address.endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> addresses() {
        var found = new ArrayList<String>();
        ADDRESS.matcher(document()).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static String issuer() {
        return Surroundings.issuer().url();
    }
}
