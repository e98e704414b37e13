package dev.tandem.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.TodoServiceStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class ExportTest {

    /** More than fits into a piece of the response. */
    private static final String MANY =
            "[" + "{\"title\": \"%s\"}, ".formatted("x".repeat(200)).repeat(1_000) + "{}";

    private Person person;
    private Response here;
    private TodoServiceStandIn todoService;

    @BeforeEach
    void signUp() {
        person = Person.unique();
        here = person.signUp();
        todoService = new TodoServiceStandIn();
    }

    @AfterEach
    void stop() {
        todoService.close();
    }

    @Test
    void isEverythingKeptAboutSomebody() {
        var elsewhere = person.logIn();
        Person.logOut(elsewhere.path("refresh_token"));
        todoService.answerExports(200, "[{\"title\": \"Buy milk\", \"tags\": [\"home\"]}, {\"title\": \"Ü\"}]");
        export().then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Disposition", startsWith("attachment"))
                .header("Cache-Control", "no-store")
                .body(
                        "keySet()",
                        equalTo(Set.of("account", "events", "knownDevices", "sessions", "todos", "twoFactor")))
                .body("account.email", equalTo(person.email()))
                .body("account.id", equalTo(here.path("user.id")))
                .body("sessions", hasSize(2))
                .body("sessions[0].endReason", equalTo("logout"))
                .body("sessions[0].endedAt", notNullValue())
                .body("sessions[1].endedAt", equalTo(null))
                .body("sessions.address", hasItems("127.0.0.1"))
                .body("events.type", equalTo(List.of("logged_out", "logged_in", "signed_up")))
                .body("twoFactor.enabled", equalTo(false))
                .body("todos.title", equalTo(List.of("Buy milk", "Ü")))
                .body("todos[0].tags", equalTo(List.of("home")));
    }

    @Test
    void hasThePendingAddressAndTheDetailsOfEvents() {
        var id = UUID.fromString(here.path("user.id"));
        export().then().body("account", hasEntry("pendingEmail", null)).body("events[0]", hasEntry("detail", null));
        Database.update("""
                        insert into mailed_token (id, account_id, purpose, token_hash, email, expires_at)
                        values (gen_random_uuid(), ?, 'change', sha256('a'), 'new@example.com', now() + interval '1 day')
                        """, id);
        Database.update("""
                        insert into security_event (id, type, at, account_id, detail)
                        values (uuidv7(), 'session_ended', now(), ?, 'all 2, by an operator')""", id);
        export().then()
                .body("account.pendingEmail", equalTo("new@example.com"))
                .body("events[0].detail", equalTo("all 2, by an operator"));
        Database.update("update mailed_token set expires_at = now() where account_id = ?", id);
        export().then().body("account", hasEntry("pendingEmail", null));
    }

    @Test
    void isNothingOfAnybodyElse() {
        var other = Person.signedUp();
        assertFalse(export().asString().contains(other.email()));
    }

    @Test
    void holdsNothingThatOpensAnything() {
        Person.refresh(here.path("refresh_token"));
        var id = UUID.fromString(here.path("user.id"));
        var document = export().asString();
        var session = "select encode(%s, 'hex') from session where account_id = ?";
        var hidden = List.of(
                (String) Database.query("select password_hash from account where id = ?", id),
                (String) Database.query(session.formatted("token_hash"), id),
                (String) Database.query(session.formatted("family_hash"), id),
                (String) Database.query(session.formatted("previous_token_hash"), id),
                (String) Database.query(session.formatted("sealed_successor"), id),
                here.<String>path("refresh_token"),
                here.<String>path("access_token"),
                person.password());
        for (var secret : hidden) {
            assertFalse(document.contains(secret), secret);
            if (secret.matches("([0-9a-f]{2})+")) {
                var base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(secret));
                assertFalse(document.contains(base64), base64);
            }
        }
        assertFalse(document.toLowerCase().matches("(?s).*(hash|pepper|secret|token_|sealed).*"), document);
    }

    @Test
    void asksForTheTodosAsThatPerson() {
        todoService.answerExportsWithTheirCredentials();
        export().then().statusCode(200).body("todos[0].title", equalTo(here.path("access_token")));
    }

    @Test
    void isNotGivenInPart() {
        todoService.close();
        unavailable();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 503})
    void isNotGivenWhereTodoServiceCannotGiveItsPart(int status) {
        todoService.answerExports(status, "[]");
        unavailable();
    }

    @Test
    void isNotGivenWhereTodoServiceKnowsTheSessionToHaveEnded() {
        todoService.answerExports(401, "{}");
        export().then().statusCode(401).body("code", equalTo("invalid_token"));
    }

    @Test
    void isNotGivenWhereTheTodosBreakOffAtOnce() {
        todoService.breakExportsOffAfter("[{\"tit");
        unavailable();
    }

    /** Its status is sent by then; that it is not complete has to be seen all the same. */
    @Test
    void breaksOffWhereTheTodosDo() {
        todoService.breakExportsOffAfter(MANY + ", {\"tit");
        assertThrows(IOException.class, this::download);
        todoService.answerExports(200, MANY + ", nonsense");
        assertThrows(IOException.class, this::download);
    }

    @Test
    void isForThePersonAlone() {
        given().get("/auth/export").then().statusCode(401).body("code", equalTo("missing_token"));
        Person.logOut(here.path("refresh_token"));
        export().then().statusCode(401).body("code", equalTo("invalid_token"));
        assertEquals(0, todoService.erasureTokens().size());
    }

    private void unavailable() {
        export().then()
                .statusCode(503)
                .header("Retry-After", "5")
                .contentType("application/problem+json")
                .body("code", equalTo("todos_unavailable"));
    }

    /** By a client that says whether it got all. */
    private String download() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/auth/export"))
                    .header("Authorization", "Bearer " + here.path("access_token"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private Response export() {
        return given().header("Authorization", "Bearer " + here.path("access_token"))
                .get("/auth/export");
    }
}
