package dev.tandem.auth.account;

import static dev.tandem.auth.Person.post;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.mail.Mailbox;
import dev.tandem.auth.mail.VerificationRequiredProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people sign up with one address, which is not verified yet. Its owner follows every link in the mailbox. */
@QuarkusTest
@TestProfile(VerificationRequiredProfile.class)
class SquattedAddressTest {

    static final String SUBJECT = "Choose a password for your account";

    private static final String NEW_PASSWORD = "violet umbrella nine tigers";

    private Mailbox mailbox;
    private Person squatter;
    private Person owner;

    @BeforeEach
    void open() {
        mailbox = Mailbox.open();
        squatter = new Person(Person.unique().email(), "the passphrase of a squatter");
        owner = new Person(squatter.email(), "a passphrase of the owner");
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void isTheOwnersWhoSignsUpAfterTheSquatter() {
        signUp(squatter);
        var squattersLink = linkToVerify();
        signUp(owner);
        assertNotVerifiedBy(squattersLink);
        chooseAPassword(mailbox.awaitOne(owner.email(), SUBJECT).token());
    }

    @Test
    void isTheOwnersWhoSignsUpBeforeTheSquatter() {
        signUp(owner);
        var ownersLink = linkToVerify();
        signUp(squatter);
        assertNotVerifiedBy(ownersLink);
        chooseAPassword(mailbox.awaitOne(owner.email(), SUBJECT).token());
    }

    @Test
    void isTheOwnersWhoeverAsksForAnotherLink() {
        signUp(squatter);
        linkToVerify();
        signUp(owner);
        var first = mailbox.awaitOne(owner.email(), SUBJECT).token();
        post("/auth/email/verify/resend", Map.of("email", owner.email())).then().statusCode(202);
        var second = mailbox.awaitLast(2, owner.email(), SUBJECT).token();
        assertEquals(1, mailbox.of(owner.email(), EmailVerificationTest.SUBJECT).size());
        assertNotVerifiedBy(first);
        assertNotVerifiedBy(second);
        reset(first).then().statusCode(400).body("code", equalTo("invalid_token"));
        chooseAPassword(second);
    }

    @Test
    void isTheOwnersWhoForgotThePassword() {
        signUp(squatter);
        linkToVerify();
        signUp(owner);
        mailbox.awaitOne(owner.email(), SUBJECT);
        post("/auth/password/forgot", Map.of("email", owner.email())).then().statusCode(202);
        chooseAPassword(mailbox.awaitOne(owner.email(), "Choose a new password").token());
    }

    private static void signUp(Person person) {
        post("/auth/signup", Map.of("email", person.email(), "password", person.password(), "displayName", "Somebody"))
                .then()
                .statusCode(202);
    }

    private String linkToVerify() {
        return mailbox.awaitOne(owner.email(), EmailVerificationTest.SUBJECT).token();
    }

    private void assertNotVerifiedBy(String token) {
        post("/auth/email/verify", Map.of("token", token))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_token"));
        for (var person : List.of(squatter, owner)) {
            assertTrue(Set.of(401, 403).contains(person.logIn().statusCode()));
        }
    }

    private void chooseAPassword(String token) {
        reset(token).then().statusCode(204);
        squatter.logIn().then().statusCode(401).body("code", equalTo("invalid_credentials"));
        owner.logIn().then().statusCode(401).body("code", equalTo("invalid_credentials"));
        owner.logIn(NEW_PASSWORD)
                .then()
                .statusCode(200)
                .body("user.emailVerified", equalTo(true))
                .body("user.displayName", nullValue());
        Database.update("delete from counted_mail");
        signUp(squatter);
        mailbox.awaitOne(owner.email(), "You already have an account");
        owner.logIn(NEW_PASSWORD).then().statusCode(200);
    }

    private static Response reset(String token) {
        return post("/auth/password/reset", Map.of("token", token, "newPassword", NEW_PASSWORD));
    }
}
