package dev.tandem.auth.account;

import static dev.tandem.auth.Person.post;
import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.TwoAnswers;
import dev.tandem.auth.mail.Mailbox;
import dev.tandem.auth.mail.VerificationRequiredProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(VerificationRequiredProfile.class)
class VerificationRequiredTest {

    private Mailbox mailbox;
    private Person person;
    private Response answer;

    @BeforeEach
    void signUp() {
        mailbox = Mailbox.open();
        person = Person.unique();
        answer = person.signUp();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void opensNoSessionAtSignUp() {
        answer.then().statusCode(202).header("Cache-Control", "no-store").body(emptyString());
        assertNull(answer.getHeader("Set-Cookie"));
        assertEquals(
                0L,
                Database.query(
                        "select count(*) from session s join account a on a.id = s.account_id where email = ?",
                        person.email()));
    }

    @Test
    void letsAPersonInOnceTheAddressIsProved() {
        person.logIn().then().statusCode(403).body("code", equalTo("email_not_verified"));
        var token =
                mailbox.awaitOne(person.email(), EmailVerificationTest.SUBJECT).token();
        post("/auth/email/verify", Map.of("token", token)).then().statusCode(204);
        person.logIn().then().statusCode(200).body("user.emailVerified", is(true));
    }

    @Test
    void tellsOnlyWhoeverKnowsThePassword() {
        var wrong = person.logIn("a wrong passphrase here");
        wrong.then().statusCode(401).body("code", equalTo("invalid_credentials"));
        TwoAnswers.assertAlike(wrong, Person.unique().logIn("a wrong passphrase here"));
    }

    @Test
    void mailsTheLinkAgainToSomebodyWhoCannotLogIn() {
        var first =
                mailbox.awaitOne(person.email(), EmailVerificationTest.SUBJECT).token();
        post("/auth/email/verify/resend", Map.of("email", person.email()))
                .then()
                .statusCode(202);
        var second = mailbox.awaitLast(2, person.email(), EmailVerificationTest.SUBJECT)
                .token();
        post("/auth/email/verify", Map.of("token", first)).then().statusCode(400);
        post("/auth/email/verify", Map.of("token", second)).then().statusCode(204);
    }

    @Test
    void saysTheSameOfAnAddressThatIsTakenAndTellsItsOwner() {
        mailbox.awaitOne(person.email(), EmailVerificationTest.SUBJECT);
        var again = new Person(person.email(), "a quite different passphrase").signUp();
        TwoAnswers.assertAlike(answer, again);
        mailbox.awaitOne(person.email(), SquattedAddressTest.SUBJECT);
        awaitEmptyOutbox();
        assertEquals(
                1, mailbox.of(person.email(), EmailVerificationTest.SUBJECT).size());
    }

    @Test
    void takesAsLongForAnAddressThatIsTaken() {
        TwoAnswers.assertTakeAsLong(person::signUp, () -> Person.unique().signUp());
    }

    @Test
    void isSatisfiedByAResetByMail() {
        mailbox.awaitOne(person.email(), EmailVerificationTest.SUBJECT);
        post("/auth/password/forgot", Map.of("email", person.email())).then().statusCode(202);
        var token = mailbox.awaitOne(person.email(), "Choose a new password").token();
        var newPassword = "violet umbrella nine tigers";
        post("/auth/password/reset", Map.of("token", token, "newPassword", newPassword))
                .then()
                .statusCode(204);
        person.logIn().then().statusCode(401);
        person.logIn(newPassword).then().statusCode(200).body("user.emailVerified", is(true));
    }

    @Test
    void isOnRecord() {
        person.signUp();
        assertEquals(
                "signed_up, signup_repeated",
                Database.query(
                        "select string_agg(type, ', ' order by e.id) from security_event e"
                                + " join account a on a.id = account_id where email = ?",
                        person.email()));
    }
}
