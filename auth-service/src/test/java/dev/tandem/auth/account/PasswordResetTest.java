package dev.tandem.auth.account;

import static dev.tandem.auth.Person.post;
import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.TwoAnswers;
import dev.tandem.auth.mail.MailProfile;
import dev.tandem.auth.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MailProfile.class)
class PasswordResetTest {

    private static final String SUBJECT = "Choose a new password";
    private static final String NEW_PASSWORD = "violet umbrella nine tigers";

    private Mailbox mailbox;
    private Person person;
    private Response here;

    @BeforeEach
    void signUp() {
        mailbox = Mailbox.open();
        person = Person.unique();
        here = person.signUp();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void mailsALinkThatGivesANewPassword() {
        var token = askForToken();
        reset(token, NEW_PASSWORD).then().statusCode(204);
        person.logIn().then().statusCode(401);
        person.logIn(NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void endsEverySession() {
        var elsewhere = person.logIn();
        reset(askForToken(), NEW_PASSWORD).then().statusCode(204);
        for (var session : List.of(here, elsewhere)) {
            Person.refresh(session.path("refresh_token")).then().statusCode(401);
            Person.me(session.path("access_token")).then().statusCode(401);
        }
    }

    @Test
    void provesTheAddress() {
        reset(askForToken(), NEW_PASSWORD).then().statusCode(204);
        person.logIn(NEW_PASSWORD).then().body("user.emailVerified", is(true));
    }

    @Test
    void takesTheNameAwayThatAnybodyCanHaveChosen() {
        Person.withToken(here)
                .body(Map.of("displayName", "A squatter"))
                .patch("/auth/me")
                .then()
                .statusCode(200);
        reset(askForToken(), NEW_PASSWORD).then().statusCode(204);
        person.logIn(NEW_PASSWORD).then().statusCode(200).body("user.displayName", nullValue());
    }

    @Test
    void locksOutWhoeverSignedUpWithSomebodyElsesAddress() {
        // They have a session and a change of address under way, which would both outlast the new password.
        Person.changeEmail(here, Person.unique().email(), person.password())
                .then()
                .statusCode(202);
        var change = Database.query(
                "select count(*) from mailed_token t join account a on a.id = t.account_id"
                        + " where a.email = ? and purpose = 'change'",
                person.email());
        assertEquals(1L, change);
        reset(askForToken(), NEW_PASSWORD).then().statusCode(204);
        assertEquals(
                0L,
                Database.query(
                        "select count(*) from mailed_token t join account a on a.id = t.account_id where a.email = ?",
                        person.email()));
        Person.me(here.path("access_token")).then().statusCode(401);
    }

    @Test
    void takesASecondFactorAwayThatAnybodyCanHaveSetUp() {
        enableSecondFactor();
        reset(askForToken(), NEW_PASSWORD).then().statusCode(204);
        person.logIn(NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void leavesTheOwnersSecondFactorOn() {
        var verification =
                mailbox.awaitOne(person.email(), "Confirm your e-mail address").token();
        post("/auth/email/verify", Map.of("token", verification)).then().statusCode(204);
        enableSecondFactor();
        reset(askForToken(), NEW_PASSWORD).then().statusCode(204);
        person.logIn(NEW_PASSWORD).then().statusCode(202);
    }

    @Test
    void worksOnce() {
        var token = askForToken();
        reset(token, NEW_PASSWORD).then().statusCode(204);
        reset(token, "quite another good passphrase")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_token"))
                .body("errors.field", contains("token"));
        person.logIn(NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void worksOnceHoweverManyTryAtOnce() throws Exception {
        var token = askForToken();
        try (var clients = Executors.newCachedThreadPool()) {
            var answers = Stream.of(NEW_PASSWORD, "quite another good passphrase", "a third passphrase of mine")
                    .map(password -> clients.submit(() -> reset(token, password).statusCode()))
                    .toList();
            int won = 0;
            for (var answer : answers) {
                won += answer.get() == 204 ? 1 : 0;
            }
            assertEquals(1, won);
        }
    }

    @Test
    void worksForTenMinutes() {
        var token = askForToken();
        letTimePass("9 min 50 s");
        reset(token, "short").then().body("code", equalTo("weak_password"));
        letTimePass("15 s");
        reset(token, NEW_PASSWORD).then().statusCode(400).body("code", equalTo("invalid_token"));
        person.logIn().then().statusCode(200);
    }

    @Test
    void isReplacedByANewerOne() {
        var first = askForToken();
        letTimePass("6 min");
        forgot(person.email());
        var second = mailbox.awaitLast(2, person.email(), SUBJECT).token();
        assertNotEquals(first, second);
        reset(first, NEW_PASSWORD).then().statusCode(400).body("code", equalTo("invalid_token"));
        reset(second, NEW_PASSWORD).then().statusCode(204);
    }

    @Test
    void isGoodNoMoreOnceThePasswordWasChanged() {
        var token = askForToken();
        Person.withToken(here)
                .body(Map.of("currentPassword", person.password(), "newPassword", NEW_PASSWORD))
                .post("/auth/password")
                .then()
                .statusCode(204);
        reset(token, "quite another good passphrase").then().statusCode(400).body("code", equalTo("invalid_token"));
    }

    @Test
    void needsAGoodPasswordAndIsStillGoodThen() {
        var token = askForToken();
        for (var weak : new String[] {"short", person.email()}) {
            reset(token, weak)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("weak_password"))
                    .body("errors.field", contains("newPassword"));
        }
        reset(token, NEW_PASSWORD).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "nul \\u0000", "\\ud800"})
    void refusesATokenThatNeverWas(String token) {
        post("/auth/password/reset", "{\"token\": \"%s\", \"newPassword\": \"%s\"}".formatted(token, NEW_PASSWORD))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_token"));
    }

    @Test
    void refusesATokenMailedForSomethingElse() {
        var verification =
                mailbox.awaitOne(person.email(), "Confirm your e-mail address").token();
        reset(verification, NEW_PASSWORD).then().statusCode(400).body("code", equalTo("invalid_token"));
        var reset = askForToken();
        post("/auth/email/verify", Map.of("token", reset))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_token"));
    }

    @Test
    void keepsOnlyAHashOfTheToken() throws Exception {
        var token = askForToken();
        var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes());
        assertNotNull(Database.query("select id from mailed_token where token_hash = ?", hash));
        assertEquals(
                0L,
                Database.query(
                        "select count(*) from mailed_token t where position(? in row_to_json(t)::text) > 0", token));
    }

    @Test
    void saysTheSameOfAnAddressWithoutAnAccount() {
        var stranger = Person.unique().email();
        var known = forgot(person.email());
        var unknown = forgot(stranger);
        known.then().statusCode(202);
        TwoAnswers.assertAlike(known, unknown);
        mailbox.awaitOne(person.email(), SUBJECT);
        awaitEmptyOutbox();
        assertEquals(List.of(), mailbox.to(stranger));
    }

    @Test
    void takesAsLongForAnAddressWithoutAnAccount() {
        var stranger = Person.unique().email();
        TwoAnswers.assertTakeAsLong(() -> forgot(person.email()), () -> forgot(stranger));
    }

    @Test
    void isOnRecord() {
        reset(askForToken(), NEW_PASSWORD).then().statusCode(204);
        assertEquals(
                "password_reset_requested, password_reset",
                Database.query(
                        "select string_agg(type, ', ' order by e.id) from security_event e"
                                + " join account a on a.id = account_id where email = ? and type like 'password%'",
                        person.email()));
    }

    @Test
    void needsAnAddress() {
        forgot("no address").then().statusCode(400).body("errors.field", contains("email"));
    }

    private void enableSecondFactor() {
        Person.withToken(here)
                .body(Map.of("password", person.password()))
                .post("/auth/totp")
                .then()
                .statusCode(201);
        Database.update("update authenticator set confirmed_at = clock_timestamp()");
        person.logIn().then().statusCode(202);
    }

    private String askForToken() {
        forgot(person.email()).then().statusCode(202);
        var mail = mailbox.awaitOne(person.email(), SUBJECT);
        assertEquals("https://todo.example.com/reset-password", mail.page());
        return mail.token();
    }

    private static Response forgot(String email) {
        return post("/auth/password/forgot", Map.of("email", email));
    }

    private static Response reset(String token, String password) {
        return post("/auth/password/reset", Map.of("token", token, "newPassword", password));
    }

    private static void letTimePass(String interval) {
        Database.update("update mailed_token set expires_at = expires_at - cast(? as interval)", interval);
    }
}
