package dev.tandem.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.HeldRow;
import dev.tandem.auth.Person;
import dev.tandem.auth.TodoServiceStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class DeletionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Person person;
    private Response here;
    private UUID account;
    private TodoServiceStandIn todoService;

    @BeforeEach
    void signUp() {
        Database.update("delete from outbox");
        person = Person.unique();
        here = person.signUp();
        account = UUID.fromString(here.path("user.id"));
        todoService = new TodoServiceStandIn();
    }

    @AfterEach
    void stop() {
        todoService.close();
    }

    @Test
    void takesTheAccountAndAllThatBelongsToIt() {
        var elsewhere = person.logIn();
        person.logIn("not the password");
        var deleted = delete(person.password());
        deleted.then().statusCode(204);
        assertEquals(0, deleted.getDetailedCookie("__Host-refresh_token").getMaxAge());
        assertEquals(0, deleted.getDetailedCookie(Device.COOKIE).getMaxAge());
        assertEquals("\"cache\", \"storage\"", deleted.getHeader("Clear-Site-Data"));
        for (var session : List.of(here, elsewhere)) {
            Person.me(session.path("access_token")).then().statusCode(401).body("code", equalTo("invalid_token"));
            Person.refresh(session.path("refresh_token")).then().statusCode(401);
        }
        person.logIn().then().statusCode(401).body("code", equalTo("invalid_credentials"));
        assertEquals(0L, count("select count(*) from account where id = ?"));
        assertEquals(0L, count("select count(*) from session where account_id = ?"));
    }

    @Test
    void leavesOnRecordWhatHappenedAndWhenButNotFromWhere() {
        assertEquals(1L, count("select count(*) from security_event where account_id = ? and address is not null"));
        delete(person.password());
        assertEquals(
                "signed_up,account_deleted",
                Database.query(
                        "select string_agg(type, ',' order by id) from security_event"
                                + " where account_id = ? and type <> 'account_erased'",
                        account));
        assertEquals(
                0L,
                count("select count(*) from security_event where account_id = ?"
                        + " and (user_agent is not null or address is not null)"));
    }

    @Test
    void aloneTakesAddressesFromEvents() {
        Database.query("select cast(anonymize_security_events(?) as text)", account);
        assertEquals(1L, count("select count(*) from security_event where account_id = ? and address is not null"));
    }

    @Test
    void tellsTodoServiceThatItsSessionsEnded() {
        String session = Person.decoded(here.path("access_token"), 1).getString("sid");
        delete(person.password());
        assertEquals(
                1L, Database.query("select count(*) from revocation where session_id = ?", UUID.fromString(session)));
    }

    @Test
    void leavesTheAddressToWhoeverComesNext() {
        delete(person.password());
        assertNotEquals(
                account.toString(),
                person.signUp().then().statusCode(201).extract().path("user.id"));
    }

    @Test
    void needsThePassword() {
        delete("not the password")
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"))
                .body("errors.field", contains("password"));
        Person.me(here.path("access_token")).then().statusCode(200);
        assertEquals(0L, Database.query("select count(*) from outbox"));
    }

    @Test
    void needsThePasswordThatIsStillCurrentWhenItHappens() throws Exception {
        HeldRow.during(() -> delete(person.password()), LoginTest.OTHER_PASSWORD, person.email())
                .answer()
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"));
        assertEquals(1L, count("select count(*) from account where id = ?"));
    }

    @Test
    void needsATokenAndABody() {
        given().contentType(ContentType.JSON)
                .body(Map.of("password", person.password()))
                .delete("/auth/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("missing_token"));
        given().header("Authorization", "Bearer " + here.path("access_token"))
                .contentType(ContentType.JSON)
                .delete("/auth/me")
                .then()
                .statusCode(400);
        given().header("Authorization", "Bearer " + here.path("access_token"))
                .contentType(ContentType.JSON)
                .body("{\"password\": null}")
                .delete("/auth/me")
                .then()
                .statusCode(400)
                .body("errors.field", contains("password"));
    }

    @Test
    void answersRequestsThatItOvertakesLikeThoseThatComeAfterIt() throws Exception {
        for (var overtaken : List.of("patch", "delete")) {
            signUpAnew();
            var answer = HeldRow.during(
                            () -> overtaken.equals("patch")
                                    ? given().header("Authorization", "Bearer " + here.path("access_token"))
                                            .contentType(ContentType.JSON)
                                            .body(Map.of("displayName", "Late"))
                                            .patch("/auth/me")
                                    : delete(person.password()),
                            "delete from account where id = ?",
                            account)
                    .answer();
            answer.then().statusCode(401).body("code", equalTo("invalid_token"));
        }
    }

    @Test
    void isDeliveredWithATokenGoodForNothingElse() {
        delete(person.password());
        awaitReceipt();
        var token = erasureTokens().getFirst();
        var header = Person.decoded(token, 0);
        var claims = Person.decoded(token, 1);
        assertEquals("account-erasure+jwt", header.getString("typ"));
        assertEquals("RS256", header.getString("alg"));
        assertEquals("todo-service", claims.getString("aud"));
        assertEquals(account.toString(), claims.getString("sub"));
        assertEquals("account:erase", claims.getString("scope"));
        assertEquals(60, claims.getLong("exp") - claims.getLong("iat"));
        assertEquals(Map.of(), without(claims.getMap("")));
        Person.me(token).then().statusCode(401).body("code", equalTo("invalid_token"));
    }

    @Test
    void isDeliveredWhenTodoServiceComesBack() {
        todoService.close();
        delete(person.password()).then().statusCode(204);
        await(() -> attempts() >= 2);
        todoService = new TodoServiceStandIn();
        makeDue();
        awaitReceipt();
        assertEquals(1, erasureTokens().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {}",
                "401 | {}",
                "302 | {}",
                "204 | ''",
                "200 | ''",
                "200 | nonsense",
                "200 | {}",
                "200 | {\"account\": \"01a1f92c-62b3-7ebf-af68-9bea0f5fb836\", \"erasedAt\": \"2026-01-01T00:00:00Z\", \"todos\": 1}",
            })
    void isTriedAgainWithANewTokenUntilThereIsAReceipt(int status, String body) {
        todoService.answerErasures(status, status == 204 ? "" : body);
        delete(person.password());
        await(() -> attempts() >= 1 && !erasureTokens().isEmpty());
        assertEquals(0L, receipts());
        todoService.eraseHonestly();
        makeDue();
        awaitReceipt();
        var tokens = erasureTokens();
        assertNotEquals(tokens.getFirst(), tokens.getLast());
    }

    @Test
    void keepsItsReceipt() {
        delete(person.password());
        awaitReceipt();
        var receipt = (String) Database.query(
                "select detail from security_event where account_id = ? and type = 'account_erased'", account);
        assertTrue(receipt.startsWith("todo-service erased 3 to-dos at 20"), receipt);
        await(() -> Long.valueOf(0).equals(Database.query("select count(*) from outbox")));
    }

    private void signUpAnew() {
        person = Person.unique();
        here = person.signUp();
        account = UUID.fromString(here.path("user.id"));
    }

    private Response delete(String password) {
        return given().header("Authorization", "Bearer " + here.path("access_token"))
                .contentType(ContentType.JSON)
                .body(Map.of("password", password))
                .delete("/auth/me");
    }

    private static Map<String, Object> without(Map<String, Object> claims) {
        List.of("iss", "aud", "sub", "scope", "iat", "exp", "jti").forEach(claims::remove);
        return claims;
    }

    private long count(String sql) {
        return (long) Database.query(sql, account);
    }

    private long receipts() {
        return count("select count(*) from security_event where account_id = ? and type = 'account_erased'");
    }

    private void awaitReceipt() {
        await(() -> receipts() == 1);
    }

    private static int attempts() {
        var attempts = (Integer) Database.query("select attempts from outbox");
        return attempts == null ? 0 : attempts;
    }

    private static void makeDue() {
        Database.update("update outbox set due_at = now()");
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(deadline), "not in " + PATIENCE);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** This account's: an earlier test's may still be on its way. */
    private List<String> erasureTokens() {
        return todoService.erasureTokens().stream()
                .filter(token ->
                        account.toString().equals(Person.decoded(token, 1).getString("sub")))
                .toList();
    }
}
