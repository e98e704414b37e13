package dev.tandem.auth.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.HeldRow;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Timestamp;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class RefreshTest {

    private static final String COOKIE = "__Host-refresh_token";
    private static final String APP = "https://todo.example.com";

    private Person person;

    @BeforeEach
    void signUp() {
        person = Person.signedUp();
    }

    @Test
    void givesANewAccessTokenOfTheSameSessionAndARotatedRefreshToken() {
        var login = person.logIn();
        var refreshed = Person.refresh(login.path("refresh_token"));
        refreshed
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300));
        assertNotEquals(login.<String>path("refresh_token"), refreshed.path("refresh_token"));
        assertEquals(session(login), session(refreshed));
        assertNotEquals(jti(login), jti(refreshed));
    }

    @Test
    void givesTheSameSuccessorToWhoeverShowsThePreviousTokenWithinTheGrace() {
        String first = person.logIn().path("refresh_token");
        String second = Person.refresh(first).path("refresh_token");
        for (int i = 0; i < 3; i++) {
            assertEquals(second, Person.refresh(first).path("refresh_token"));
        }
        Person.refresh(second).then().statusCode(200);
    }

    @Test
    void agreesOnOneSuccessorForFiftyRefreshesAtOnce() throws Exception {
        String token = person.logIn().path("refresh_token");
        var successors = new HashSet<String>();
        try (var clients = Executors.newCachedThreadPool()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(_ -> clients.submit(() -> Person.refresh(token)))
                    .toList();
            for (var answer : answers) {
                answer.get().then().statusCode(200);
                successors.add(answer.get().path("refresh_token"));
            }
        }
        assertEquals(1, successors.size());
        Person.refresh(successors.iterator().next()).then().statusCode(200);
    }

    @Test
    void judgesByTheClockAfterWaitingForTheSession() throws Exception {
        String token = person.logIn().path("refresh_token");
        var familyHash = RefreshToken.parse(token).orElseThrow().familyHash();
        var refresh = HeldRow.during(
                () -> Person.refresh(token),
                "update session set user_agent = user_agent where family_hash = ?",
                familyHash);
        refresh.answer().then().statusCode(200);
        var rotatedAt = (Timestamp) Database.query("select rotated_at from session where family_hash = ?", familyHash);
        assertTrue(rotatedAt.toInstant().isAfter(refresh.freedAt()), rotatedAt + " is before the wait was over");
    }

    @Test
    void stillGivesTheSuccessorOneSecondInsideTheGrace() {
        String first = person.logIn().path("refresh_token");
        String second = Person.refresh(first).path("refresh_token");
        age(first, "rotated_at", "29 seconds");
        assertEquals(second, Person.refresh(first).path("refresh_token"));
    }

    @Test
    void endsTheSessionForATokenReplayedOneSecondOutsideTheGrace() {
        String first = person.logIn().path("refresh_token");
        String second = Person.refresh(first).path("refresh_token");
        age(first, "rotated_at", "31 seconds");
        refused(Person.refresh(first));
        refused(Person.refresh(second));
        assertEquals("reuse", endReason(first));
    }

    @Test
    void endsTheSessionForAnyOlderTokenEvenWithinTheGrace() {
        String first = person.logIn().path("refresh_token");
        String second = Person.refresh(first).path("refresh_token");
        String third = Person.refresh(second).path("refresh_token");
        refused(Person.refresh(first));
        refused(Person.refresh(third));
        refused(Person.refresh(second));
    }

    @Test
    void leavesThePersonsOtherSessionsAloneWhenOneEndsForReuse() {
        String other = person.logIn().path("refresh_token");
        String first = person.logIn().path("refresh_token");
        String second = Person.refresh(first).path("refresh_token");
        Person.refresh(second).then().statusCode(200);
        refused(Person.refresh(first));
        Person.refresh(other).then().statusCode(200);
    }

    @Test
    void doesNotEndASessionForATokenThatIsMadeUpFromItsId() {
        var login = person.logIn();
        var id = UUID.fromString(session(login)).toString().replace("-", "");
        var madeUp = Base64.getUrlEncoder().encodeToString(HexFormat.of().parseHex(id + "00".repeat(32)));
        refused(Person.refresh(madeUp));
        Person.refresh(login.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void neverOutlivesTheAbsoluteEnd() {
        String token = person.logIn().path("refresh_token");
        String next = Person.refresh(token).path("refresh_token");
        age(token, "expires_at", "59 days 23 hours 59 minutes");
        var last = refreshByCookie(next).header("Sec-Fetch-Site", "same-origin").post("/auth/refresh");
        last.then().statusCode(200);
        long lifetime = last.getDetailedCookie(COOKIE).getMaxAge();
        assertEquals(true, lifetime > 0 && lifetime <= 60, "seconds left: " + lifetime);
        Person.me(last.path("access_token")).then().statusCode(200);
        age(token, "expires_at", "1 minute");
        refused(Person.refresh(last.getCookie(COOKIE)));
        Person.me(last.path("access_token")).then().statusCode(401);
    }

    @Test
    void endsAfterFourteenIdleDays() {
        String token = person.logIn().path("refresh_token");
        age(token, "last_used_at", "13 days 23 hours");
        var last = Person.refresh(token);
        age(token, "last_used_at", "13 days 23 hours");
        Person.me(last.path("access_token")).then().statusCode(200);
        age(token, "last_used_at", "1 hour");
        Person.me(last.path("access_token")).then().statusCode(401);
        refused(Person.refresh(last.path("refresh_token")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "eyJhbGciOiJub25lIn0.e30.",
                "////////////////////////////////////////////////////////////////",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesWhatNeverWasAToken(String token) {
        refused(Person.refresh(token));
    }

    @Test
    void refusesAnAccessTokenAsARefreshToken() {
        refused(Person.refresh(person.logIn().path("access_token")));
    }

    @Test
    void refusesARequestWithoutAnyToken() {
        refused(given().noContentType().post("/auth/refresh"));
    }

    @Test
    void answersACookieWithACookieAndNeverInTheBody() {
        String token = person.logIn().path("refresh_token");
        var refreshed = refreshByCookie(token).header("Origin", APP).post("/auth/refresh");
        refreshed.then().statusCode(200).body("refresh_token", nullValue());
        refreshed.then().header("Access-Control-Allow-Origin", APP).header("Access-Control-Allow-Credentials", "true");
        Person.refresh(refreshed.getCookie(COOKIE)).then().statusCode(200);
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}: {2}")
    @CsvSource({
        "https://todo.example.com,      ,            200",
        ",                              same-origin, 200",
        ",                              same-site,   200",
        ",                              cross-site,  403",
        ",                              none,        403",
        ",                              ,            403",
        "https://evil.example,          same-site,   403",
        "https://todo.example.com.evil, ,            403",
        "http://todo.example.com,       ,            403",
        "null,                          same-origin, 403",
    })
    void letsOnlyTheAppsOwnPagesUseTheCookie(String origin, String fetchSite, int status) {
        String token = person.logIn().path("refresh_token");
        for (var path : new String[] {"/auth/refresh", "/auth/logout"}) {
            var request = refreshByCookie(token);
            if (origin != null) {
                request.header("Origin", origin);
            }
            if (fetchSite != null) {
                request.header("Sec-Fetch-Site", fetchSite);
            }
            var answer = request.post(path);
            if (status == 403) {
                answer.then().statusCode(403).body("code", equalTo("origin_not_allowed"));
                assertNull(answer.getCookie(COOKIE));
            } else {
                answer.then().statusCode(path.endsWith("logout") ? 204 : 200);
            }
        }
        if (status == 403) {
            Person.refresh(token).then().statusCode(200);
        }
    }

    @Test
    void letsTheAppsPagesAskBeforehand() {
        given().header("Origin", APP)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/auth/refresh")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", APP)
                .header("Access-Control-Allow-Credentials", "true");
        var refused = given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/auth/refresh");
        assertEquals(403, refused.statusCode());
        assertNull(refused.getHeader("Access-Control-Allow-Origin"));
    }

    @Test
    void endsTheSessionOnLogoutHoweverOftenItIsAsked() {
        var login = person.logIn();
        String first = login.path("refresh_token");
        String second = Person.refresh(first).path("refresh_token");
        for (int i = 0; i < 2; i++) {
            Person.logOut(second).then().statusCode(204);
        }
        refused(Person.refresh(second));
        // Neither does the grace bring it back.
        refused(Person.refresh(first));
        Person.me(login.path("access_token")).then().statusCode(401).body("code", equalTo("invalid_token"));
        assertEquals("logout", endReason(first));
    }

    @Test
    void leavesNothingInTheBrowserOnLogout() {
        String token = person.logIn().path("refresh_token");
        var answer = refreshByCookie(token).header("Origin", APP).post("/auth/logout");
        assertEquals(0, answer.getDetailedCookie(COOKIE).getMaxAge());
        assertEquals("", answer.getCookie(COOKIE));
        assertEquals(0, answer.getDetailedCookie(DeviceCookie.NAME).getMaxAge());
        assertEquals("", answer.getCookie(DeviceCookie.NAME));
        assertEquals("\"cache\", \"storage\"", answer.getHeader("Clear-Site-Data"));
        refused(Person.refresh(token));
    }

    private static RequestSpecification refreshByCookie(String token) {
        return given().cookie(COOKIE, token).noContentType();
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
    }

    /** Moves one moment in the life of a token's session into the past, which is all a clock could do. */
    private static void age(String token, String column, String by) {
        int rows = Database.update(
                "update session set %1$s = %1$s - interval '%2$s' where family_hash = ?".formatted(column, by),
                RefreshToken.parse(token).orElseThrow().familyHash());
        assertEquals(1, rows);
    }

    private static Object endReason(String token) {
        return Database.query(
                "select end_reason from session where family_hash = ?",
                RefreshToken.parse(token).orElseThrow().familyHash());
    }

    private static String session(Response answer) {
        return Person.decoded(answer.path("access_token"), 1).getString("sid");
    }

    private static String jti(Response answer) {
        return Person.decoded(answer.path("access_token"), 1).getString("jti");
    }
}
