package dev.tandem.auth.account;

import static dev.tandem.auth.Person.post;
import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static io.restassured.RestAssured.given;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MailProfile.class)
class EmailVerificationTest {

    static final String SUBJECT = "Confirm your e-mail address";

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
    void followsTheLinkThatSignUpMails() {
        here.then().statusCode(201).body("user.emailVerified", is(false));
        var mail = mailbox.awaitOne(person.email(), SUBJECT);
        assertEquals("https://todo.example.com/verify-email", mail.page());
        verify(mail.token()).then().statusCode(204);
        Person.me(here.path("access_token")).then().body("emailVerified", is(true));
    }

    @Test
    void worksOnce() {
        var token = mailbox.awaitOne(person.email(), SUBJECT).token();
        verify(token).then().statusCode(204);
        verify(token).then().statusCode(400).body("code", equalTo("invalid_token"));
    }

    @Test
    void worksForADay() {
        var token = mailbox.awaitOne(person.email(), SUBJECT).token();
        Database.update("update mailed_token set expires_at = expires_at - interval '24 hours 1 second'");
        verify(token).then().statusCode(400).body("code", equalTo("invalid_token"));
        Person.me(here.path("access_token")).then().body("emailVerified", is(false));
    }

    @Test
    void refusesATokenThatNeverWas() {
        verify("nonsense")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_token"))
                .body("errors.field", contains("token"));
    }

    @Test
    void isMailedAgainToWhoeverIsLoggedIn() {
        var first = mailbox.awaitOne(person.email(), SUBJECT).token();
        Person.withToken(here).post("/auth/email/verify/resend").then().statusCode(202);
        var second = mailbox.awaitLast(2, person.email(), SUBJECT).token();
        verify(first).then().statusCode(400);
        verify(second).then().statusCode(204);
        Person.withToken(here).post("/auth/email/verify/resend").then().statusCode(202);
        awaitEmptyOutbox();
        assertEquals(2, mailbox.of(person.email(), SUBJECT).size());
    }

    @Test
    void saysWhenThereWereEnoughMails() {
        mailbox.awaitOne(person.email(), SUBJECT);
        for (int i = 0; i < 2; i++) {
            Person.withToken(here).post("/auth/email/verify/resend").then().statusCode(202);
        }
        Person.withToken(here)
                .post("/auth/email/verify/resend")
                .then()
                .statusCode(429)
                .header("Retry-After", "3600")
                .body("code", equalTo("too_many_mails"));
        awaitEmptyOutbox();
        assertEquals(3, mailbox.of(person.email(), SUBJECT).size());
    }

    @Test
    void isMailedAgainToAnAddressWithoutSayingWhetherThereIsAnAccount() {
        var stranger = Person.unique().email();
        var verified = Person.signedUp();
        verify(mailbox.awaitOne(verified.email(), SUBJECT).token()).then().statusCode(204);
        mailbox.awaitOne(person.email(), SUBJECT);

        var unverifiedAnswer = resendTo(person.email());
        unverifiedAnswer.then().statusCode(202);
        TwoAnswers.assertAlike(unverifiedAnswer, resendTo(stranger));
        TwoAnswers.assertAlike(unverifiedAnswer, resendTo(verified.email()));
        mailbox.awaitLast(2, person.email(), SUBJECT);
        awaitEmptyOutbox();
        assertEquals(List.of(), mailbox.to(stranger));
        assertEquals(1, mailbox.of(verified.email(), SUBJECT).size());
    }

    @Test
    void takesAsLongForAnAddressWithoutAnAccount() {
        var stranger = Person.unique().email();
        TwoAnswers.assertTakeAsLong(() -> resendTo(person.email()), () -> resendTo(stranger));
    }

    @Test
    void needsATokenWhereNoAddressIsNamed() {
        post("/auth/email/verify/resend", "").then().statusCode(401).body("code", equalTo("missing_token"));
        given().header("Authorization", "Bearer nonsense")
                .contentType("application/json")
                .post("/auth/email/verify/resend")
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_token"));
        post("/auth/email/verify/resend", Map.of()).then().statusCode(400).body("errors.field", contains("email"));
    }

    @Test
    void tellsTheOwnerOfAnAddressWhoTriesToSignUpWithIt() {
        verify(mailbox.awaitOne(person.email(), SUBJECT).token()).then().statusCode(204);
        new Person(person.email(), "a quite different passphrase")
                .signUp()
                .then()
                .statusCode(409);
        var mail = mailbox.awaitOne(person.email(), "You already have an account");
        assertTrue(mail.plain().contains("https://todo.example.com/forgot-password\n"), mail.plain());
        for (int i = 0; i < 3; i++) {
            person.signUp().then().statusCode(409);
        }
        awaitEmptyOutbox();
        assertEquals(3, mailbox.to(person.email()).size());
    }

    @Test
    void isNotToBeHadOfALinkOnceSomebodyElseSignedUpWithTheAddress() {
        var first = mailbox.awaitOne(person.email(), SUBJECT).token();
        var owner = new Person(person.email(), "a quite different passphrase");
        Person.changeEmail(here, Person.unique().email(), person.password())
                .then()
                .statusCode(202);
        owner.signUp().then().statusCode(409);
        verify(first).then().statusCode(400).body("code", equalTo("invalid_token"));
        mailbox.awaitOne(person.email(), SquattedAddressTest.SUBJECT);
        Database.update("delete from counted_mail");
        Person.withToken(here).post("/auth/email/verify/resend").then().statusCode(202);
        var token = mailbox.awaitLast(2, person.email(), SquattedAddressTest.SUBJECT)
                .token();
        verify(token).then().statusCode(400).body("code", equalTo("invalid_token"));
        post("/auth/password/reset", Map.of("token", token, "newPassword", owner.password()))
                .then()
                .statusCode(204);
        Person.me(here.path("access_token")).then().statusCode(401);
        person.logIn().then().statusCode(401);
        owner.logIn().then().statusCode(200).body("user.emailVerified", is(true));
        assertEquals(
                0L,
                Database.query(
                        "select count(*) from mailed_token t join account a on a.id = t.account_id where a.email = ?",
                        person.email()));
    }

    @Test
    void isNotMailedAgainForAnAccountThatIsDeletedMeanwhile() throws Exception {
        awaitEmptyOutbox(); // or its worker is who waits for the row
        HeldRow.during(
                        () -> Person.withToken(here).post("/auth/email/verify/resend"),
                        "delete from account where email = ?",
                        person.email())
                .answer()
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_token"));
    }

    @Test
    void greetsByNameOnlyWhereTheAddressIsProved() {
        var email = Person.unique().email();
        var name = "Claim your prize at https://evil.example";
        post("/auth/signup", Map.of("email", email, "password", person.password(), "displayName", name))
                .then()
                .statusCode(201);
        var mail = mailbox.awaitOne(email, SUBJECT);
        assertTrue(mail.plain().startsWith("Hello,\n"), mail.plain());
        assertFalse(mail.html().contains("evil.example"), mail.html());
        verify(mail.token()).then().statusCode(204);

        post("/auth/password/forgot", Map.of("email", email)).then().statusCode(202);
        var reset = mailbox.awaitOne(email, "Choose a new password");
        assertTrue(reset.plain().startsWith("Hello " + name + ",\n"), reset.plain());
    }

    @Test
    void isOnRecord() {
        verify(mailbox.awaitOne(person.email(), SUBJECT).token()).then().statusCode(204);
        assertEquals(
                1L,
                Database.query(
                        "select count(*) from security_event e join account a on a.id = account_id"
                                + " where email = ? and type = 'email_verified' and address is not null",
                        person.email()));
    }

    private static Response verify(String token) {
        return post("/auth/email/verify", Map.of("token", token));
    }

    private static Response resendTo(String email) {
        return post("/auth/email/verify/resend", Map.of("email", email));
    }
}
