package dev.tandem.auth.revocation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class RevocationTest {

    private Person person;
    private Response phone;
    private Response laptop;
    private String cursor;

    @BeforeEach
    void logInOnTwoDevices() {
        person = Person.unique();
        phone = person.signUp();
        laptop = person.logIn();
        cursor = feed(null).path("next");
    }

    @Test
    void tellsOfALogout() {
        Person.logOut(phone.path("refresh_token")).then().statusCode(204);
        assertNews(phone);
    }

    @Test
    void tellsOfAReplayedRefreshToken() {
        Person.refresh(Person.refresh(phone.path("refresh_token")).path("refresh_token"));
        Person.refresh(phone.path("refresh_token")).then().statusCode(401);
        assertNews(phone);
    }

    @Test
    void tellsOfASessionEndedFromAnotherDevice() {
        as(laptop).delete("/auth/sessions/" + session(phone)).then().statusCode(204);
        assertNews(phone);
    }

    @Test
    void tellsOfAllOthersEnded() {
        var tablet = person.logIn();
        as(laptop).delete("/auth/sessions").then().statusCode(204);
        assertNews(phone, tablet);
    }

    @Test
    void tellsOfThoseANewPasswordEnds() {
        as(laptop)
                .contentType("application/json")
                .body(Map.of("currentPassword", person.password(), "newPassword", "a horse of another colour"))
                .post("/auth/password")
                .then()
                .statusCode(204);
        assertNews(phone);
    }

    @Test
    void tellsOfTheOneThatMadeRoomForANewLogIn() {
        for (int i = 0; i < 49; i++) {
            person.logIn().then().statusCode(200);
        }
        assertNews(phone);
    }

    @Test
    void tellsOfThoseOfADeletedAccount() {
        Database.update("delete from account where email = ?", person.email());
        assertNews(phone, laptop);
    }

    @Test
    void isSilentAboutASessionThatEndedBeforeItsAccountWasDeleted() {
        Person.logOut(phone.path("refresh_token"));
        assertNews(phone);
        Database.update("delete from account where email = ?", person.email());
        assertNews(laptop);
    }

    @Test
    void isSilentAboutASessionTooLongUnusedToHaveALivingToken() {
        Database.update(
                "update session set last_used_at = last_used_at - interval '2 hours' where id = ?",
                UUID.fromString(session(phone)));
        Person.logOut(phone.path("refresh_token")).then().statusCode(204);
        assertNews();
    }

    @Test
    void isSilentAboutARefresh() {
        Person.refresh(phone.path("refresh_token")).then().statusCode(200);
        assertNews();
    }

    @Test
    void tellsUntilWhenATokenMayLive() {
        var before = Instant.now().getEpochSecond();
        Person.logOut(phone.path("refresh_token"));
        long expiresAt = feed(cursor).jsonPath().getLong("revocations[0].expiresAt");
        var life = expiresAt - before;
        assertTrue(life >= 305 && life <= 370, "told for " + life + " s");
    }

    @Test
    void forgetsWhatNoTokenCanNameAnyMore() {
        Person.logOut(phone.path("refresh_token"));
        Database.update(
                "update revocation set revoked_at = revoked_at - interval '6 minutes' where session_id = ?",
                UUID.fromString(session(phone)));
        assertFalse(sessions(feed(null)).contains(session(phone)));
        assertNews();
    }

    /** The transaction that began first is the last to commit: a cursor taken between must not have passed it. */
    @Test
    void skipsNobodyWhoseTransactionCommitsLate() throws Exception {
        try (var slow = Database.connect()) {
            slow.setAutoCommit(false);
            end(slow, phone);
            Person.logOut(laptop.path("refresh_token")).then().statusCode(204);
            assertNews(laptop);
            assertNews();
            slow.commit();
        }
        assertNews(phone);
        assertNews();
    }

    @Test
    void isSilentAboutWhatWasRolledBack() throws Exception {
        try (var slow = Database.connect()) {
            slow.setAutoCommit(false);
            end(slow, phone);
            assertNews();
            slow.rollback();
        }
        assertNews();
    }

    @Test
    void tellsEachOnceHoweverManyEndAtOnce() throws Exception {
        var ending = IntStream.range(0, 20).mapToObj(_ -> person.logIn()).toList();
        cursor = feed(null).path("next");
        var told = new HashSet<String>();
        try (var clients = Executors.newCachedThreadPool()) {
            var answers = ending.stream()
                    .map(login -> clients.submit(() -> Person.logOut(login.path("refresh_token"))))
                    .toList();
            for (var answer : answers) {
                news().forEach(session -> assertTrue(told.add(session), "told twice"));
                answer.get().then().statusCode(204);
            }
        }
        told.addAll(news());
        assertTrue(told.containsAll(ending.stream().map(RevocationTest::session).toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "nonsense",
                "0-1:1:",
                "1700000000.000000-900000000:900000000:",
                "' or 1=1 --",
                "99999999999999999999999999-1:1:",
            })
    void tellsEverythingWhereTheCursorIsNotOneOfThisServer(String foreign) {
        Person.logOut(phone.path("refresh_token"));
        Person.logOut(laptop.path("refresh_token"));
        assertTrue(sessions(feed(foreign)).containsAll(List.of(session(phone), session(laptop))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0:0:", "9:5:", "5:9:1", "x:y:z", "99999999999999999999999999:1:", "1:1:' --"})
    void tellsEverythingWhereTheCursorWasSpoilt(String spoilt) {
        Person.logOut(phone.path("refresh_token"));
        var server = cursor.split("-")[0];
        assertTrue(sessions(feed(server + "-" + spoilt)).contains(session(phone)));
    }

    /** As after a restore or a fail-over, where the transactions of the cursor are not those of the database. */
    @Test
    void tellsEverythingWhereTheCursorIsOfAnotherServer() {
        Person.logOut(phone.path("refresh_token"));
        String current = feed(null).path("next");
        assertFalse(sessions(feed(current)).contains(session(phone)));
        assertTrue(sessions(feed("1" + current)).contains(session(phone)));
    }

    @Test
    void isNotServedToEverybody() {
        given().get("/revocations").then().statusCode(404);
    }

    private void assertNews(Response... ended) {
        var expected = new HashSet<String>();
        for (var login : ended) {
            expected.add(session(login));
        }
        assertEquals(expected, news());
    }

    private Set<String> news() {
        var answer = feed(cursor);
        cursor = answer.path("next");
        return sessions(answer);
    }

    private static Set<String> sessions(Response answer) {
        return new HashSet<>(answer.jsonPath().getList("revocations.sid"));
    }

    private static Response feed(String after) {
        var request = given().port(Database.managementPort());
        if (after != null) {
            request.queryParam("after", after);
        }
        var answer = request.get("/revocations");
        answer.then().statusCode(200).contentType("application/json");
        return answer;
    }

    private static void end(Connection connection, Response login) throws SQLException {
        try (var statement =
                connection.prepareStatement("update session set ended_at = now(), end_reason = 'ended' where id = ?")) {
            statement.setObject(1, UUID.fromString(session(login)));
            assertEquals(1, statement.executeUpdate());
        }
    }

    private static RequestSpecification as(Response login) {
        return given().header("Authorization", "Bearer " + login.path("access_token"));
    }

    private static String session(Response login) {
        return Person.decoded(login.path("access_token"), 1).getString("sid");
    }
}
