package dev.tandem.auth.account;

import static dev.tandem.auth.Person.changeEmail;
import static dev.tandem.auth.Person.post;
import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.HeldRow;
import dev.tandem.auth.Person;
import dev.tandem.auth.TwoAnswers;
import dev.tandem.auth.mail.MailProfile;
import dev.tandem.auth.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MailProfile.class)
class EmailChangeTest {

    private static final String SUBJECT = "Confirm your new e-mail address";
    private static final String TOLD_AT_ONCE = "Your e-mail address is about to change";
    private static final String TOLD_AFTERWARDS = "Your e-mail address was changed";

    private Mailbox mailbox;
    private Person person;
    private Response here;
    private String newEmail;

    @BeforeEach
    void signUp() {
        mailbox = Mailbox.open();
        person = Person.unique();
        here = person.signUp();
        newEmail = Person.unique().email();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void takesEffectOnceTheNewAddressIsConfirmedAndTellsTheOldOne() {
        verify(mailbox.awaitOne(person.email(), "Confirm your e-mail address").token())
                .then()
                .statusCode(204);
        change(newEmail).then().statusCode(202);
        var confirmation = mailbox.awaitOne(newEmail, SUBJECT);
        assertEquals("https://todo.example.com/verify-email", confirmation.page());
        var toldAtOnce = mailbox.awaitOne(person.email(), TOLD_AT_ONCE);
        assertTrue(toldAtOnce.plain().contains(newEmail), toldAtOnce.plain());
        Person.me(here.path("access_token")).then().body("email", equalTo(person.email()));

        verify(confirmation.token()).then().statusCode(204);

        Person.me(here.path("access_token"))
                .then()
                .body("email", equalTo(newEmail))
                .body("emailVerified", is(true));
        person.logIn().then().statusCode(401);
        new Person(newEmail, person.password()).logIn().then().statusCode(200);
        var toldAfterwards = mailbox.awaitOne(person.email(), TOLD_AFTERWARDS);
        assertTrue(toldAfterwards.plain().contains(newEmail), toldAfterwards.plain());
        verify(confirmation.token()).then().statusCode(400).body("code", equalTo("invalid_token"));
    }

    @Test
    void doesNotNameTheNewAddressToAnOldOneThatIsNotVerified() {
        change(newEmail).then().statusCode(202);
        verify(mailbox.awaitOne(newEmail, SUBJECT).token()).then().statusCode(204);
        for (var subject : List.of(TOLD_AT_ONCE, TOLD_AFTERWARDS)) {
            var mail = mailbox.awaitOne(person.email(), subject);
            assertFalse(mail.plain().contains(newEmail), mail.plain());
            assertFalse(mail.html().contains(newEmail), mail.html());
        }
    }

    @Test
    void needsThePassword() {
        changeEmail(here, newEmail, "not the password")
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"))
                .body("errors.field", contains("password"));
        awaitEmptyOutbox();
        assertEquals(0, mailbox.of(person.email(), TOLD_AT_ONCE).size());
        assertEquals(0, mailbox.to(newEmail).size());
    }

    @Test
    void needsThePasswordThatIsStillCurrentWhenTheChangeIsMade() throws Exception {
        awaitEmptyOutbox(); // what is decided there waits for the row as well
        HeldRow.during(() -> change(newEmail), LoginTest.OTHER_PASSWORD, person.email())
                .answer()
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"));
    }

    @Test
    void needsATokenAndAnAddress() {
        post("/auth/email", Map.of("newEmail", newEmail, "password", person.password()))
                .then()
                .statusCode(401)
                .body("code", equalTo("missing_token"));
        change("ada@example.com\r\nBcc: x@y.z").then().statusCode(400).body("errors.field", contains("newEmail"));
    }

    @Test
    void saysTheSameOfAnAddressThatIsTakenAndTellsItsOwner() {
        var other = Person.signedUp();
        var taken = change(other.email().toUpperCase());
        taken.then().statusCode(202);
        TwoAnswers.assertAlike(taken, change(newEmail));
        mailbox.awaitOne(other.email(), "Somebody wanted to use your e-mail address");
        mailbox.awaitOne(newEmail, SUBJECT);
        awaitEmptyOutbox();
        assertEquals(0, mailbox.of(other.email().toUpperCase(), SUBJECT).size());
        assertEquals(2, mailbox.of(person.email(), TOLD_AT_ONCE).size());
    }

    @Test
    void takesAsLongForAnAddressThatIsTaken() {
        var other = Person.signedUp();
        TwoAnswers.assertTakeAsLong(
                () -> unlimited(() -> change(other.email())), () -> unlimited(() -> change(newEmail)));
    }

    @Test
    void saysSoWhereTheAddressWasTakenMeanwhile() {
        change(newEmail).then().statusCode(202);
        var token = mailbox.awaitOne(newEmail, SUBJECT).token();
        new Person(newEmail, person.password()).signUp().then().statusCode(201);
        verify(token).then().statusCode(409).body("code", equalTo("email_taken"));
        Person.me(here.path("access_token")).then().body("email", equalTo(person.email()));
    }

    @Test
    void givesOneAddressToOneAccount() throws Exception {
        var other = Person.unique();
        var elsewhere = other.signUp();
        change(newEmail).then().statusCode(202);
        var first = mailbox.awaitOne(newEmail, SUBJECT).token();
        changeEmail(elsewhere, newEmail, other.password()).then().statusCode(202);
        var second = mailbox.awaitLast(2, newEmail, SUBJECT).token();
        try (var clients = Executors.newCachedThreadPool()) {
            var one = clients.submit(() -> verify(first).statusCode());
            var two = clients.submit(() -> verify(second).statusCode());
            assertEquals(204 + 409, one.get() + two.get());
        }
    }

    @Test
    void allowsAnotherSpellingOfTheSameAddress() {
        var capitals = person.email().toUpperCase();
        change(capitals).then().statusCode(202);
        verify(mailbox.awaitOne(person.email(), SUBJECT).token()).then().statusCode(204);
        Person.me(here.path("access_token")).then().body("email", equalTo(person.email()));
    }

    @Test
    void makesLinksToTheOldAddressGoodNoMore() {
        var verification =
                mailbox.awaitOne(person.email(), EmailVerificationTest.SUBJECT).token();
        post("/auth/password/forgot", Map.of("email", person.email())).then().statusCode(202);
        var reset = mailbox.awaitOne(person.email(), "Choose a new password").token();
        change(newEmail).then().statusCode(202);
        verify(mailbox.awaitOne(newEmail, SUBJECT).token()).then().statusCode(204);

        verify(verification).then().statusCode(400).body("code", equalTo("invalid_token"));
        post("/auth/password/reset", Map.of("token", reset, "newPassword", "violet umbrella nine tigers"))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_token"));
    }

    @Test
    void isStoppedByANewPassword() {
        change(newEmail).then().statusCode(202);
        var token = mailbox.awaitOne(newEmail, SUBJECT).token();
        Person.withToken(here)
                .body(Map.of("currentPassword", person.password(), "newPassword", "violet umbrella nine tigers"))
                .post("/auth/password")
                .then()
                .statusCode(204);
        verify(token).then().statusCode(400).body("code", equalTo("invalid_token"));
        Person.me(here.path("access_token")).then().body("email", equalTo(person.email()));
    }

    @Test
    void tellsNobodyMoreThanThreeTimesAnHour() {
        mailbox.awaitOne(person.email(), EmailVerificationTest.SUBJECT);
        change(newEmail).then().statusCode(202);
        change(newEmail).then().statusCode(202);
        change(newEmail).then().statusCode(429).header("Retry-After", "3600").body("code", equalTo("too_many_mails"));
    }

    @Test
    void isOnRecord() {
        change(newEmail).then().statusCode(202);
        verify(mailbox.awaitOne(newEmail, SUBJECT).token()).then().statusCode(204);
        assertEquals(
                "email_change_requested, email_changed",
                Database.query(
                        "select string_agg(type, ', ' order by e.id) from security_event e"
                                + " join account a on a.id = account_id where email = ? and type like 'email%'",
                        newEmail));
    }

    private Response change(String address) {
        return changeEmail(here, address, person.password());
    }

    private static Response unlimited(Supplier<Response> request) {
        Database.update("delete from counted_mail");
        return request.get();
    }

    private static Response verify(String token) {
        return post("/auth/email/verify", Map.of("token", token));
    }
}
