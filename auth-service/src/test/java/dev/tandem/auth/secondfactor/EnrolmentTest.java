package dev.tandem.auth.secondfactor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tandem.auth.Database;
import dev.tandem.auth.HeldRow;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class EnrolmentTest {

    private static final String OTHER_PASSWORD =
            "update account set password_hash = '$2a$04$" + "x".repeat(53) + "' where email = ?";

    private Person person;
    private Response session;

    @BeforeEach
    void signUp() {
        person = Person.unique();
        session = person.signUp();
    }

    @Test
    void givesTheAppWhatItNeeds() {
        var enrolment = Member.begin(person, session);
        enrolment
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern("[A-Z2-7]{32}"))
                .body(
                        "uri",
                        equalTo("otpauth://totp/Tandem:%s?secret=%s&issuer=Tandem&algorithm=SHA1&digits=6&period=30"
                                .formatted(person.email().replace("@", "%40"), enrolment.<String>path("secret"))));
    }

    @Test
    void changesNothingUntilItIsConfirmed() {
        Member.begin(person, session);
        assertOff(session);
        person.logIn().then().statusCode(200);
    }

    @Test
    void switchesTwoFactorLogInOnWithTheFirstCode() {
        var phone = Phone.scanning(Member.begin(person, session).path("uri"));
        var confirmed = Member.confirm(session, phone.code());
        confirmed
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("recoveryCodes", hasSize(10))
                .body("recoveryCodes", everyItem(matchesPattern("([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}")));
        assertEquals(10, new HashSet<>(confirmed.<List<String>>path("recoveryCodes")).size());
        Member.as(session)
                .get("/auth/totp")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("enabledAt", notNullValue())
                .body("recoveryCodesLeft", equalTo(10));
        person.logIn().then().statusCode(202);
    }

    @Test
    void takesTheCodeWithSpaces() {
        var code = Phone.scanning(Member.begin(person, session).path("uri")).code();
        Member.confirm(session, " %s %s ".formatted(code.substring(0, 3), code.substring(3)))
                .then()
                .statusCode(200);
    }

    @Test
    void isNotConfirmedByAWrongCode() {
        var phone = Phone.scanning(Member.begin(person, session).path("uri"));
        for (var wrong : List.of(phone.wrongCode(), "", "12345", "1234567", "abcdef", "１２３４５６")) {
            Member.confirm(session, wrong)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_code"))
                    .body("errors.field", contains("code"));
        }
        assertOff(session);
        Member.confirm(session, phone.code()).then().statusCode(200);
    }

    @Test
    void canBeGuessedTenTimesOnly() {
        var phone = Phone.scanning(Member.begin(person, session).path("uri"));
        for (int i = 0; i < 10; i++) {
            Member.confirm(session, phone.wrongCode()).then().statusCode(400);
        }
        Member.confirm(session, phone.code()).then().statusCode(429).header("Retry-After", notNullValue());
        assertOff(session);
    }

    @Test
    void storesNoMoreWrongCodesThanLimitAnything() {
        Member.begin(person, session);
        for (int i = 0; i < 35; i++) {
            Member.confirm(session, "NOT-A-CODE-" + i).then().statusCode(400);
        }
        assertEquals(
                30L,
                Database.query(
                        "select count(*) from wrong_code where account_id = ?::uuid", session.<String>path("user.id")));
    }

    @Test
    void isReplacedByALaterOne() {
        var first = Phone.scanning(Member.begin(person, session).path("uri"));
        var second = Phone.scanning(Member.begin(person, session).path("uri"));
        Member.confirm(session, first.code()).then().statusCode(400);
        Member.confirm(session, second.code()).then().statusCode(200);
    }

    @Test
    void waitsForItsConfirmationForAnHour() {
        var phone = Phone.scanning(Member.begin(person, session).path("uri"));
        Database.update(
                "update authenticator set created_at = created_at - interval '61 minutes' where account_id = ?::uuid",
                session.<String>path("user.id"));
        Member.confirm(session, phone.code()).then().statusCode(409).body("code", equalTo("totp_not_pending"));
    }

    @Test
    void comesBeforeItsConfirmation() {
        Member.confirm(session, "123456").then().statusCode(409).body("code", equalTo("totp_not_pending"));
        assertOff(session);
    }

    @Test
    void happensOnce() {
        var member = Member.enrol(person, session);
        Member.begin(person, session).then().statusCode(409).body("code", equalTo("totp_already_enabled"));
        Member.confirm(session, member.phone().code())
                .then()
                .statusCode(409)
                .body("code", equalTo("totp_already_enabled"));
        member.logIn(member.phone().code()).then().statusCode(200);
    }

    @Test
    void leavesOtherDevicesLoggedIn() {
        var elsewhere = person.logIn();
        var member = Member.enrol(person, session);
        Person.refresh(elsewhere.path("refresh_token")).then().statusCode(200);
        member.disable();
        Person.me(elsewhere.path("access_token")).then().statusCode(200);
    }

    @Test
    void isUndoneWithThePassword() {
        var member = Member.enrol(person, session);
        member.disable().then().statusCode(204);
        assertOff(session);
        person.logIn().then().statusCode(200);
        member.disable().then().statusCode(204);
        assertEquals(List.of("signed_up", "totp_enabled", "totp_disabled", "logged_in"), member.events());
    }

    @Test
    void startsAfreshAfterItWasUndone() {
        var before = Member.enrol(person, session);
        before.disable();
        var after = Member.enrol(person, session);
        assertNotEquals(before.phone(), after.phone());
        after.logIn(before.phone().code()).then().statusCode(401);
        after.logIn(before.recoveryCodes().getFirst()).then().statusCode(401);
        after.logIn(after.phone().code()).then().statusCode(200);
    }

    @Test
    void needsThePassword() {
        var member = Member.enrol(person, session);
        var wrong = Map.of("password", "not the password");
        for (var answer : List.of(
                Member.as(session).body(wrong).post("/auth/totp"),
                Member.as(session).body(wrong).post("/auth/totp/recovery-codes"),
                Member.as(session).body(wrong).delete("/auth/totp"))) {
            answer.then()
                    .statusCode(400)
                    .body("code", equalTo("wrong_password"))
                    .body("errors.field", contains("password"));
        }
        member.state().then().body("enabled", equalTo(true));
        member.logIn(member.recoveryCodes().getFirst()).then().statusCode(200);
    }

    @Test
    void needsThePasswordThatIsStillCurrentWhenItIsUndone() throws Exception {
        var member = Member.enrol(person, session);
        HeldRow.during(member::disable, OTHER_PASSWORD, person.email())
                .answer()
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"));
        member.state().then().body("enabled", equalTo(true));
    }

    @Test
    void needsAToken() {
        given().get("/auth/totp").then().statusCode(401).body("code", equalTo("missing_token"));
        for (var path : List.of("/auth/totp", "/auth/totp/confirm", "/auth/totp/recovery-codes")) {
            Person.post(path, Map.of("password", person.password(), "code", "123456"))
                    .then()
                    .statusCode(401);
        }
        given().contentType(ContentType.JSON)
                .body(Map.of("password", person.password()))
                .delete("/auth/totp")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"password\": null}", "{\"password\": 7}", "{\"secret\": \"A\"}", "[]", "", "null"})
    void namesWhatIsMissing(String body) {
        for (var answer : List.of(
                Member.as(session).body(body).post("/auth/totp"),
                Member.as(session).body(body).post("/auth/totp/confirm"),
                Member.as(session).body(body).post("/auth/totp/recovery-codes"),
                Member.as(session).body(body).delete("/auth/totp"))) {
            answer.then().statusCode(400).contentType("application/problem+json");
        }
    }

    @Test
    void givesNewRecoveryCodes() {
        Member.as(session)
                .body(Map.of("password", person.password()))
                .post("/auth/totp/recovery-codes")
                .then()
                .statusCode(409)
                .body("code", equalTo("totp_not_enabled"));
        var member = Member.enrol(person, session);
        member.logIn(member.recoveryCodes().getFirst()).then().statusCode(200);
        var renewed = member.renewRecoveryCodes();
        renewed.then().statusCode(200).header("Cache-Control", "no-store").body("recoveryCodes", hasSize(10));
        member.state().then().body("recoveryCodesLeft", equalTo(10));
        member.logIn(member.recoveryCodes().get(1)).then().statusCode(401);
        member.logIn(renewed.path("recoveryCodes[0]")).then().statusCode(200);
        assertEquals(
                List.of(
                        "signed_up",
                        "totp_enabled",
                        "second_factor_required",
                        "recovery_code_used",
                        "logged_in",
                        "recovery_codes_renewed",
                        "second_factor_required",
                        "second_factor_failed",
                        "second_factor_required",
                        "recovery_code_used",
                        "logged_in"),
                member.events());
    }

    @Test
    void keepsNothingInTheClearThatOpensASession() {
        var member = Member.enrol(person, session);
        var token = member.token();
        var kept = (String) Database.query("""
                select row_to_json(a)::text || (select json_agg(r)::text from recovery_code r where r.account_id = a.account_id)
                    || (select json_agg(l)::text from pending_login l where l.account_id = a.account_id)
                from authenticator a where account_id = ?""", member.id());
        var secrets = new HashSet<>(member.recoveryCodes());
        secrets.add(token);
        secrets.add(HexFormat.of().formatHex(member.phone().secret()));
        for (var secret : secrets) {
            for (var spelling : List.of(secret, secret.replace("-", ""), hex(secret), hex(secret.replace("-", "")))) {
                assertEquals(-1, kept.toLowerCase(Locale.ROOT).indexOf(spelling.toLowerCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void goesWithTheAccount() {
        var member = Member.enrol(person, session);
        member.token();
        member.logIn(member.phone().wrongCode());
        Database.update("delete from account where id = ?", member.id());
        for (var table : List.of("authenticator", "recovery_code", "wrong_code", "pending_login")) {
            assertEquals(
                    0L, Database.query("select count(*) from " + table + " where account_id = ?", member.id()), table);
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes());
    }

    private static void assertOff(Response session) {
        Member.as(session)
                .get("/auth/totp")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("$", allOf(hasKey("enabledAt"), hasKey("recoveryCodesLeft")))
                .body("enabledAt", equalTo(null))
                .body("recoveryCodesLeft", equalTo(0));
    }
}
