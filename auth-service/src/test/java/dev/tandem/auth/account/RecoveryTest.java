package dev.tandem.auth.account;

import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tandem.auth.Caller;
import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
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

/** Whatever strangers do, an owner who reads their mail gets into their account, and is not mailed without end. */
@QuarkusTest
@TestProfile(RecoveryTest.WithLimits.class)
class RecoveryTest {

    /** Behind a proxy that the test plays, with the usual limits on recovery and fewer guesses. */
    public static class WithLimits extends MailProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "client.trusted-proxies", "127.0.0.0/8",
                    "throttle.logins-per-account-and-network", "10/15m",
                    "throttle.logins-per-device", "10/15m",
                    "throttle.logins-per-account", "20/1d",
                    "throttle.resets", "3/1h");
        }
    }

    private static final String SUBJECT = "Choose a new password";
    private static final String NEW_PASSWORD = "violet umbrella nine tigers";

    private final Caller home = Caller.somewhere();

    private Mailbox mailbox;
    private Person person;
    private Response signedUp;

    @BeforeEach
    void signUp() {
        mailbox = Mailbox.open();
        person = Person.unique();
        signedUp = home.signUp(person);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void letsTheOwnerInOnTheDeviceThatChoseANewPassword() {
        var browser = home.withDeviceOf(signedUp);
        fail(browser, 10);
        lockOut();
        browser.logIn(person).then().statusCode(429);

        reset(browser).then().statusCode(204);
        // Not even those who go on guessing keep them out.
        lockOut();
        browser.logIn(person.email(), NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void getsToKnowTheDeviceThatChoseANewPassword() {
        lockOut();
        var answer = reset(home);
        answer.then().statusCode(204);
        assertNotEquals(signedUp.getCookie(Device.COOKIE), answer.getCookie(Device.COOKIE));
        lockOut();
        home.logIn(person.email(), NEW_PASSWORD).then().statusCode(429);
        home.withDeviceOf(answer).logIn(person.email(), NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void countsWrongPasswordsFromZeroAfterwards() {
        fail(home, 10);
        fail(Caller.somewhere(), 10);
        Caller.somewhere().logIn(person).then().statusCode(429);
        reset(home).then().statusCode(204);
        home.logIn(person.email(), NEW_PASSWORD).then().statusCode(200);
        Caller.somewhere().logIn(person.email(), NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void forgetsEveryOtherDevice() {
        var other = Caller.somewhere().logIn(person);
        reset(home.withDeviceOf(signedUp)).then().statusCode(204);
        lockOut();
        home.withDeviceOf(other).logIn(person.email(), NEW_PASSWORD).then().statusCode(429);
        home.withDeviceOf(signedUp).logIn(person.email(), NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void mailsOneLinkHoweverManyStrangersAskAtOnce() {
        for (int i = 0; i < 20; i++) {
            forgot(Caller.somewhere());
        }
        assertEquals(1, links());
    }

    @Test
    void leavesALinkInTheMailboxThatWorksWhoeverAskedForIt() {
        forgot(Caller.somewhere());
        awaitEmptyOutbox();
        letTimePass("4 min 50 s");
        forgot(home);
        assertEquals(1, links());
        letTimePass("4 min 50 s");
        choose(home, mailbox.awaitOne(person.email(), SUBJECT).token()).then().statusCode(204);
    }

    @Test
    void mailsAnotherLinkOnceTheOneInTheMailboxIsNoLongerFresh() {
        for (int i = 0; i < 5; i++) {
            forgot(Caller.somewhere());
            awaitEmptyOutbox();
            letTimePass("5 min 10 s");
        }
        forgot(home);
        assertEquals(6, links());
    }

    @Test
    void mailsThreeLinksAnHourForOneNetwork() {
        var stranger = Caller.somewhere();
        for (int i = 0; i < 5; i++) {
            forgot(stranger);
            awaitEmptyOutbox();
            letTimePass("5 min 10 s");
        }
        assertEquals(3, links());
        for (var subnet : List.of("1", "2", "3", "4")) {
            forgot(Caller.at("2001:db8:77:" + subnet + "::1"));
            awaitEmptyOutbox();
            letTimePass("5 min 10 s");
        }
        assertEquals(6, links());
        forgot(home);
        assertEquals(7, links());
    }

    @Test
    void mailsADeviceItKnowsItsOwnLink() {
        forgot(Caller.somewhere());
        assertEquals(1, links());
        for (int i = 0; i < 4; i++) {
            forgot(home.withDeviceOf(signedUp));
        }
        assertEquals(4, links());
        var madeUp = new Caller(home.forwardedFor(), "A".repeat(43));
        forgot(madeUp);
        assertEquals(4, links());
    }

    /** From wherever the account knows no device. */
    private void lockOut() {
        fail(Caller.somewhere(), 10);
        fail(Caller.somewhere(), 10);
        Caller.somewhere().logIn(person).then().statusCode(429);
    }

    private void fail(Caller caller, int times) {
        for (int i = 0; i < times; i++) {
            caller.logIn(person.email(), "not the password").then().statusCode(401);
        }
    }

    private Response reset(Caller caller) {
        forgot(caller);
        return choose(caller, mailbox.awaitOne(person.email(), SUBJECT).token());
    }

    private void forgot(Caller caller) {
        caller.request()
                .body(Map.of("email", person.email()))
                .post("/auth/password/forgot")
                .then()
                .statusCode(202);
    }

    private static Response choose(Caller caller, String token) {
        return caller.request()
                .body(Map.of("token", token, "newPassword", NEW_PASSWORD))
                .post("/auth/password/reset");
    }

    private int links() {
        awaitEmptyOutbox();
        return mailbox.of(person.email(), SUBJECT).size();
    }

    private static void letTimePass(String interval) {
        Database.update("update mailed_token set expires_at = expires_at - cast(? as interval)", interval);
    }
}
