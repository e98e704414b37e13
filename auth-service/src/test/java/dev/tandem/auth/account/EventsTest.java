package dev.tandem.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class EventsTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private Person person;
    private Response signedUp;

    @BeforeEach
    void signUp() {
        person = Person.unique();
        signedUp = person.signUp();
    }

    @Test
    void sayWhatHappenedWhenWhereAndOnWhichDevice() {
        given().header("User-Agent", FIREFOX)
                .contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", "not the password"))
                .post("/auth/login")
                .then()
                .statusCode(401);
        var events = events("");
        events.then()
                .statusCode(200)
                .body("type", contains("login_failed", "signed_up"))
                .body("[0].device", equalTo("Firefox on Linux"))
                .body("[0].userAgent", equalTo(FIREFOX))
                .body("[0].address", equalTo("127.0.0.1"))
                .body("[0].session", nullValue())
                .body("[0].at", notNullValue())
                .body("[1].session", equalTo(session(signedUp)));
        assertEquals(
                Set.of("id", "type", "at", "device", "userAgent", "address", "session"),
                events.<Map<String, Object>>path("[0]").keySet());
    }

    @Test
    void areKeptOfEverythingThatConcernsTheAccount() {
        var phone = person.logIn();
        person.logIn("not the password");
        String token = phone.path("refresh_token");
        String next = Person.refresh(token).path("refresh_token");
        Person.refresh(Person.refresh(next).path("refresh_token"));
        Person.refresh(token).then().statusCode(401);
        Person.logOut(person.logIn().path("refresh_token"));
        var tablet = person.logIn();
        here().delete("/auth/sessions/" + session(tablet)).then().statusCode(204);
        person.logIn();
        here().delete("/auth/sessions").then().statusCode(204);
        here().contentType(ContentType.JSON)
                .body(Map.of("currentPassword", person.password(), "newPassword", "violet umbrella nine tigers"))
                .post("/auth/password")
                .then()
                .statusCode(204);
        events("")
                .then()
                .body(
                        "type",
                        contains(
                                "password_changed",
                                "other_sessions_ended",
                                "logged_in",
                                "session_ended",
                                "logged_in",
                                "logged_out",
                                "logged_in",
                                "refresh_token_reused",
                                "login_failed",
                                "logged_in",
                                "signed_up"))
                .body("[3].session", equalTo(session(tablet)))
                .body("[7].session", equalTo(session(phone)));
    }

    @Test
    void areReadPageByPageAlthoughNewOnesCome() {
        for (int i = 0; i < 6; i++) {
            person.logIn().then().statusCode(200);
        }
        List<String> all = events("").path("id");
        assertEquals(7, all.size());
        var read = new ArrayList<String>();
        var page = events("?limit=3");
        for (var next = next(page); next != null; next = next(page)) {
            page.then().body("id", hasSize(3));
            read.addAll(page.<List<String>>path("id"));
            person.logIn().then().statusCode(200);
            page = here().get(next);
        }
        read.addAll(page.<List<String>>path("id"));
        assertEquals(all, read);
    }

    @Test
    void haveNoNextPageWhereThereIsNone() {
        assertEquals(null, next(events("")));
        assertEquals(null, next(events("?limit=1")));
    }

    @Test
    void areNobodyElses() {
        var stranger = Person.unique().signUp();
        String mine = events("").path("[0].id");
        given().header("Authorization", "Bearer " + stranger.path("access_token"))
                .get("/auth/events?cursor=ffffffff-ffff-7fff-bfff-ffffffffffff")
                .then()
                .body("type", contains("signed_up"))
                .body("session", contains(session(stranger)));
        // Another's event as a place to go on from shows no more.
        events("?cursor="
                        + given().header("Authorization", "Bearer " + stranger.path("access_token"))
                                .get("/auth/events")
                                .<String>path("[0].id"))
                .then()
                .body("id", contains(mine));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "limit, 0",
        "limit, 201",
        "limit, -1",
        "limit, ''",
        "limit, ten",
        "limit, 1e2",
        "limit, 99999999999999999999",
        "cursor, ''",
        "cursor, 1",
        "cursor, newest",
        "cursor, '01a1f92c-62b3-7ebf-af68-9bea0f5fb836,'"
    })
    void areAskedForInNumbersThatMakeSense(String parameter, String value) {
        here().queryParam(parameter, value)
                .get("/auth/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("validation_failed"))
                .body("errors.field", contains(parameter));
    }

    @Test
    void areAskedForOnce() {
        events("?limit=1&limit=2").then().statusCode(400).body("errors.field", contains("limit"));
    }

    @Test
    void areShownToNobodyWithoutASession() {
        given().get("/auth/events").then().statusCode(401).body("code", equalTo("missing_token"));
        Person.logOut(signedUp.path("refresh_token"));
        events("").then().statusCode(401).body("code", equalTo("invalid_token"));
    }

    @Test
    void ofTheServiceItselfHaveNoDevice() {
        Database.update(
                "insert into security_event (id, type, at, account_id) values (uuidv7(), 'session_ended', now(), ?)",
                UUID.fromString(signedUp.path("user.id")));
        events("").then().body("[0].device", nullValue()).body("[0].address", nullValue());
    }

    private Response events(String query) {
        return here().get("/auth/events" + query);
    }

    private RequestSpecification here() {
        return given().header("Authorization", "Bearer " + signedUp.path("access_token"));
    }

    private static String next(Response page) {
        var link = page.getHeader("Link");
        if (link == null) {
            return null;
        }
        var matcher = Pattern.compile("<(.*)>; rel=\"next\"").matcher(link);
        assertEquals(true, matcher.matches(), link);
        return matcher.group(1);
    }

    private static String session(Response answer) {
        return Person.decoded(answer.path("access_token"), 1).getString("sid");
    }
}
