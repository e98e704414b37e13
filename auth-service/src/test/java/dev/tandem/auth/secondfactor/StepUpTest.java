package dev.tandem.auth.secondfactor;

import static dev.tandem.auth.mail.Mailbox.awaitEmptyOutbox;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.mail.MailProfile;
import dev.tandem.auth.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where logging in takes a code, so does every change of what one logs in with; the owner is mailed. */
@QuarkusTest
@TestProfile(MailProfile.class)
class StepUpTest {

    private static final String NEW_PASSWORD = "violet umbrella nine tigers";
    private static final String WRONG_CODE = "A log-in with your password failed";

    /** What takes the password and a code. */
    enum Change {
        TWO_FACTOR_OFF(
                "password", Map.of(), "Two-factor log-in was switched off", request -> request.delete("/auth/totp")),
        RECOVERY_CODES(
                "password",
                Map.of(),
                "Your recovery codes were replaced",
                request -> request.post("/auth/totp/recovery-codes")),
        PASSWORD(
                "currentPassword",
                Map.of("newPassword", NEW_PASSWORD),
                "Your password was changed",
                request -> request.post("/auth/password")),
        ADDRESS(
                "password",
                Map.of("newEmail", "somewhere.else@example.com"),
                "Your e-mail address is about to change",
                request -> request.post("/auth/email")),
        DELETION("password", Map.of(), "Your account was deleted", request -> request.delete("/auth/me"));

        private final String passwordMember;
        private final Map<String, String> further;
        private final String subject;
        private final Function<RequestSpecification, Response> send;

        Change(
                String passwordMember,
                Map<String, String> further,
                String subject,
                Function<RequestSpecification, Response> send) {
            this.passwordMember = passwordMember;
            this.further = further;
            this.subject = subject;
            this.send = send;
        }

        Response by(Member member, String password, String code) {
            var body = new HashMap<>(further);
            body.put(passwordMember, password);
            if (code != null) {
                body.put("code", code);
            }
            return send.apply(member.here().body(body));
        }

        Response by(Member member, String code) {
            return by(member, member.person().password(), code);
        }
    }

    private Mailbox mailbox;
    private Member member;

    @BeforeEach
    void enrol() {
        // No todo-service is there to take the erasures of deleted accounts.
        Database.update("delete from outbox");
        mailbox = Mailbox.open();
        member = Member.enrolled();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void takesACode(Change change) {
        change.by(member, null).then().statusCode(403).body("code", equalTo("second_factor_required"));
        change.by(member, member.phone().wrongCode())
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_code"))
                .body("errors.field", contains("code"));
        awaitEmptyOutbox();
        assertEquals(0, mailbox.of(member.person().email(), change.subject).size());
        assertEquals(1L, wrongCodes());
        assertTrue(member.events().contains("second_factor_failed"));

        var code = member.phone().code();
        assertEquals(2, change.by(member, code).statusCode() / 100);
        mailbox.awaitOne(member.person().email(), change.subject);
    }

    @ParameterizedTest
    @EnumSource
    void takesARecoveryCode(Change change) {
        assertEquals(2, change.by(member, member.recoveryCodes().getFirst()).statusCode() / 100);
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfTheCodeBeforeThePasswordIsRight(Change change) {
        for (var code :
                new String[] {null, member.phone().wrongCode(), member.phone().code()}) {
            change.by(member, "not the password", code).then().statusCode(400).body("code", equalTo("wrong_password"));
        }
        assertEquals(0L, wrongCodes());
        member.logIn(member.phone().code()).then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource
    void takesNoMoreThanTenWrongCodes(Change change) {
        for (int i = 0; i < 10; i++) {
            change.by(member, member.phone().wrongCode()).then().statusCode(400);
        }
        change.by(member, member.phone().code()).then().statusCode(429);
        Member.complete(member.token(), member.phone().code()).then().statusCode(429);
        assertEquals(2, change.by(member, member.recoveryCodes().getFirst()).statusCode() / 100);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TWO_FACTOR_OFF", "RECOVERY_CODES"})
    void takesNoCodeWithoutASecondFactor(Change change) {
        var person = Person.unique();
        var plain = new Member(person, person.signUp(), null, null);
        assertEquals(2, change.by(plain, null).statusCode() / 100);
        mailbox.awaitOne(person.email(), change.subject);
    }

    @Test
    void tellsTheOwnerThatItWasSwitchedOn() {
        mailbox.awaitOne(member.person().email(), "Two-factor log-in was switched on");
    }

    @Test
    void tellsTheOwnerOnceAnHourThatSomebodyKnowsThePassword() {
        var token = member.token();
        for (int i = 0; i < 3; i++) {
            Member.complete(token, member.phone().wrongCode()).then().statusCode(401);
        }
        Member.complete(token, member.phone().code()).then().statusCode(200);
        awaitEmptyOutbox();
        assertEquals(1, mailbox.of(member.person().email(), WRONG_CODE).size());
        Database.update("update throttle set ends_at = ends_at - interval '1 hour'");
        member.logIn(member.phone().wrongCode()).then().statusCode(401);
        mailbox.awaitLast(2, member.person().email(), WRONG_CODE);
    }

    @Test
    void tellsTheOwnerNothingOfAMadeUpLogIn() {
        Member.complete("A".repeat(43), member.phone().code()).then().statusCode(401);
        member.logIn(member.phone().code()).then().statusCode(200);
        awaitEmptyOutbox();
        assertEquals(0, mailbox.of(member.person().email(), WRONG_CODE).size());
    }

    private long wrongCodes() {
        return (long) Database.query("select count(*) from wrong_code where account_id = ?", member.id());
    }
}
