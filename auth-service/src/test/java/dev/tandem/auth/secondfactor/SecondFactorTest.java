package dev.tandem.auth.secondfactor;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.HeldRow;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in with a password and a code. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class SecondFactorTest {

    private static final String OTHER_PASSWORD =
            "update account set password_hash = '$2a$04$" + "x".repeat(53) + "' where email = ?";

    private Member member;

    @BeforeEach
    void enrol() {
        member = Member.enrolled();
    }

    @Test
    void opensASessionInTwoSteps() {
        var first = member.person().logIn();
        first.then()
                .statusCode(202)
                .header("Cache-Control", "no-store")
                .header("Set-Cookie", nullValue())
                .body("second_factor_token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("expires_in", equalTo(300))
                .body("$", not(hasKey("access_token")));
        assertEquals(1L, sessions());
        var second = Member.complete(
                first.path("second_factor_token"), member.phone().code());
        second.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("user.email", equalTo(member.person().email()))
                .body("token_type", equalTo("Bearer"));
        Person.me(second.path("access_token")).then().statusCode(200);
        Person.refresh(second.path("refresh_token")).then().statusCode(200);
        assertEquals(List.of("signed_up", "totp_enabled", "second_factor_required", "logged_in"), member.events());
    }

    @Test
    void givesABrowserItsCookieAfterTheSecondStepOnly() {
        Person.post(
                        "/auth/login",
                        Map.of(
                                "email",
                                member.person().email(),
                                "password",
                                member.person().password()))
                .then()
                .statusCode(202)
                .header("Set-Cookie", nullValue());
        Person.post(
                        "/auth/login/second-factor",
                        Map.of("token", member.token(), "code", member.phone().code()))
                .then()
                .statusCode(200)
                .cookie("__Host-refresh_token")
                .body("$", not(hasKey("refresh_token")));
    }

    @Test
    void saysNothingOfTheSecondStepBeforeThePasswordIsRight() {
        member.person().logIn("not the password").then().statusCode(401).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void takesACodeOnce() {
        var code = member.phone().code();
        member.logIn(code).then().statusCode(200);
        wrong(member.logIn(code));
    }

    @Test
    void doesNotTakeTheCodeThatConfirmedTheApp() {
        var person = Person.unique();
        var session = person.signUp();
        var phone = Phone.scanning(Member.begin(person, session).path("uri"));
        var code = phone.code();
        Member.confirm(session, code).then().statusCode(200);
        String token = person.logIn().path("second_factor_token");
        wrong(Member.complete(token, code));
        Member.complete(token, phone.code(1)).then().statusCode(200);
    }

    @Test
    void takesACodeHalfAMinuteEitherWay() {
        Phone.awaitFreshCode();
        member.logIn(member.phone().code(-1)).then().statusCode(200);
        member.logIn(member.phone().code()).then().statusCode(200);
        member.logIn(member.phone().code(1)).then().statusCode(200);
    }

    @Test
    void takesNoEarlierCodeAfterALaterOne() {
        Phone.awaitFreshCode();
        member.logIn(member.phone().code(1)).then().statusCode(200);
        wrong(member.logIn(member.phone().code()));
        wrong(member.logIn(member.phone().code(-1)));
    }

    @Test
    void takesNoCodeFromFartherAway() {
        Phone.awaitFreshCode();
        var token = member.token();
        wrong(Member.complete(token, member.phone().code(-2)));
        wrong(Member.complete(token, member.phone().code(2)));
        Member.complete(token, member.phone().code()).then().statusCode(200);
    }

    @Test
    void takesOneOfManyUsesOfACodeAtOnce() throws Exception {
        var code = member.phone().code();
        var token = member.token();
        var answers = atOnce(20, i -> () -> Member.complete(token, code));
        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 200).count());
        assertEquals(
                19,
                answers.stream().filter(answer -> answer.statusCode() == 401).count());
        assertEquals(2L, sessions());
    }

    @Test
    void takesACodeForOneOfManyLogIns() throws Exception {
        var code = member.phone().code();
        var tokens = IntStream.range(0, 20).mapToObj(i -> member.token()).toList();
        var answers = atOnce(20, i -> () -> Member.complete(tokens.get(i), code));
        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 200).count());
        assertEquals(2L, sessions());
    }

    @Test
    void keepsTheTokenGoodForFourWrongCodes() {
        var token = member.token();
        for (int i = 0; i < 4; i++) {
            wrong(Member.complete(token, member.phone().wrongCode()));
        }
        Member.complete(token, member.phone().code()).then().statusCode(200);
    }

    @Test
    void startsOverAfterFiveWrongCodes() {
        var token = member.token();
        for (int i = 0; i < 4; i++) {
            wrong(Member.complete(token, member.phone().wrongCode()));
        }
        startsOver(Member.complete(token, member.phone().wrongCode()));
        startsOver(Member.complete(token, member.phone().code()));
        member.logIn(member.phone().code()).then().statusCode(200);
    }

    @Test
    void looksAtTenWrongCodesInAQuarterOfAnHour() {
        exhaust(10);
        var token = member.token();
        var refused = Member.complete(token, member.phone().code());
        refused.then().statusCode(429).body("code", equalTo("too_many_requests"));
        var seconds = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(seconds > 800 && seconds <= 900, refused.header("Retry-After"));
        Database.update("update wrong_code set at = at - interval '15 minutes' where account_id = ?", member.id());
        Member.complete(token, member.phone().code()).then().statusCode(200);
    }

    @Test
    void looksAtThirtyWrongCodesADay() {
        for (int quarter = 0; quarter < 3; quarter++) {
            exhaust(10);
            Database.update("update wrong_code set at = at - interval '15 minutes' where account_id = ?", member.id());
        }
        var token = member.token();
        var refused = Member.complete(token, member.phone().code());
        refused.then().statusCode(429);
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 80_000, refused.header("Retry-After"));
        Database.update("update wrong_code set at = at - interval '1 day' where account_id = ?", member.id());
        Member.complete(token, member.phone().code()).then().statusCode(200);
    }

    @Test
    void doesNotForgetWrongCodesForARightOne() {
        exhaust(9);
        member.logIn(member.phone().code()).then().statusCode(200);
        member.forgetTheLastCode();
        wrong(member.logIn(member.phone().wrongCode()));
        member.logIn(member.phone().code()).then().statusCode(429);
    }

    @Test
    void looksAtNoMoreWrongCodesThanThatWhenTheyComeAtOnce() throws Exception {
        var tokens = IntStream.range(0, 40).mapToObj(i -> member.token()).toList();
        var code = member.phone().wrongCode();
        var answers = atOnce(40, i -> () -> Member.complete(tokens.get(i), code));
        assertEquals(
                10,
                answers.stream().filter(answer -> answer.statusCode() == 401).count());
        assertEquals(
                30,
                answers.stream().filter(answer -> answer.statusCode() == 429).count());
        assertEquals(10L, Database.query("select count(*) from wrong_code where account_id = ?", member.id()));
    }

    @Test
    void doesNotLetSomebodyWhoGuessesKeepTheOwnerOut() {
        exhaust(10);
        member.logIn(member.phone().code()).then().statusCode(429);
        member.logIn(member.recoveryCodes().getFirst()).then().statusCode(200);
    }

    @Test
    void countsWrongRecoveryCodesToo() {
        for (int i = 0; i < 10; i++) {
            wrong(member.logIn("000000-000000-000000-00000" + i));
        }
        member.logIn(member.phone().code()).then().statusCode(429);
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        for (var code : member.recoveryCodes()) {
            member.logIn(code).then().statusCode(200);
        }
        member.state().then().body("enabled", equalTo(true)).body("recoveryCodesLeft", equalTo(0));
        wrong(member.logIn(member.recoveryCodes().get(3)));
        member.logIn(member.phone().code()).then().statusCode(200);
    }

    @Test
    void takesARecoveryCodeOnceOfManyUsesAtOnce() throws Exception {
        var tokens = IntStream.range(0, 20).mapToObj(i -> member.token()).toList();
        var code = member.recoveryCodes().getFirst();
        var answers = atOnce(20, i -> () -> Member.complete(tokens.get(i), code));
        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 200).count());
        member.state().then().body("recoveryCodesLeft", equalTo(9));
    }

    @Test
    void takesARecoveryCodeHoweverItIsTyped() {
        var code = member.recoveryCodes().getFirst();
        member.logIn(" " + code.toLowerCase(Locale.ROOT).replace("-", " "))
                .then()
                .statusCode(200);
        var looksAlike =
                member.recoveryCodes().get(1).replace("-", "").replace('0', 'o').replace('1', 'l');
        member.logIn(looksAlike).then().statusCode(200);
    }

    @Test
    void takesNobodyElsesCodes() {
        var other = Member.enrolled();
        wrong(member.logIn(other.phone().code()));
        wrong(member.logIn(other.recoveryCodes().getFirst()));
        other.logIn(other.phone().code()).then().statusCode(200);
        other.state().then().body("recoveryCodesLeft", equalTo(10));
    }

    @Test
    void opensTheSessionOfTheTokensOwner() {
        var other = Member.enrolled();
        wrong(Member.complete(other.token(), member.phone().code()));
        Member.complete(other.token(), other.phone().code())
                .then()
                .body("user.email", equalTo(other.person().email()));
    }

    @Test
    void takesATokenOnce() {
        var token = member.token();
        Member.complete(token, member.phone().code()).then().statusCode(200);
        member.forgetTheLastCode();
        startsOver(Member.complete(token, member.phone().code()));
    }

    @Test
    void takesATokenForFiveMinutes() {
        var token = member.token();
        Database.update(
                "update pending_login set expires_at = expires_at - interval '290 seconds' where account_id = ?",
                member.id());
        wrong(Member.complete(token, member.phone().wrongCode()));
        Database.update(
                "update pending_login set expires_at = expires_at - interval '10 seconds' where account_id = ?",
                member.id());
        startsOver(Member.complete(token, member.phone().code()));
    }

    @Test
    void takesNoMadeUpToken() {
        for (var token : List.of(
                "",
                "x",
                "A".repeat(43),
                "\u0000",
                "\ud800",
                "x".repeat(10_000),
                member.id().toString())) {
            startsOver(Member.complete(token, member.phone().code()));
        }
        startsOver(Member.complete(
                member.session().path("refresh_token"), member.phone().code()));
        startsOver(Member.complete(
                member.session().path("access_token"), member.phone().code()));
    }

    @Test
    void givesNoSessionForTheTokenAlone() {
        var token = member.token();
        Person.me(token).then().statusCode(401);
        Person.refresh(token).then().statusCode(401);
    }

    @Test
    void startsOverWhenThePasswordIsChangedInBetween() {
        var token = member.token();
        member.here()
                .body(Map.of(
                        "currentPassword",
                        member.person().password(),
                        "newPassword",
                        "violet umbrella nine tigers",
                        "code",
                        member.recoveryCodes().getFirst()))
                .post("/auth/password")
                .then()
                .statusCode(204);
        startsOver(Member.complete(token, member.phone().code()));
        assertEquals(1L, sessions());
    }

    @Test
    void startsOverWhenThePasswordIsChangedMeanwhile() throws Exception {
        var token = member.token();
        startsOver(HeldRow.during(
                        () -> Member.complete(token, member.phone().code()),
                        OTHER_PASSWORD,
                        member.person().email())
                .answer());
    }

    @Test
    void startsOverWhenTwoFactorLogInIsSwitchedOffInBetween() {
        var token = member.token();
        member.disable();
        startsOver(Member.complete(token, member.phone().code()));
        Member.enrol(member.person(), member.session());
        startsOver(Member.complete(token, member.phone().code()));
    }

    @Test
    void startsOverWhenTheAccountIsDeletedInBetween() {
        var token = member.token();
        Database.update("delete from account where id = ?", member.id());
        startsOver(Member.complete(token, member.phone().code()));
    }

    @Test
    void takesACodeByTheClockAfterWaitingForItsTurn() throws Exception {
        var token = member.token();
        var code = member.phone().code();
        // Somebody else uses the very code while this request waits for the row.
        var held = HeldRow.during(
                () -> Member.complete(token, code),
                "update authenticator set last_step = floor(extract(epoch from clock_timestamp()) / 30)::bigint + 1"
                        + " where account_id = ?",
                member.id());
        wrong(held.answer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"token\": \"x\"}",
                "{\"code\": \"123456\"}",
                "{\"token\": \"x\", \"code\": null}",
                "{\"token\": \"x\", \"code\": 123456}",
                "{\"token\": \"x\", \"code\": [\"123456\"]}",
                "{\"token\": \"x\", \"code\": \"123456\", \"account\": \"y\"}",
                "{\"token\": \"x\", \"code\": \"123456\", \"tokenDelivery\": \"sms\"}",
                "null",
                ""
            })
    void namesWhatIsWrongWithTheRequest(String body) {
        Person.post("/auth/login/second-factor", body).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesWhatCanBeNoCode() {
        var token = member.token();
        for (var garbage : List.of("", "\u0000", "\ud800", "'; drop table recovery_code; --")) {
            wrong(Member.complete(token, garbage));
        }
        Person.post("/auth/login/second-factor", new HashMap<>(Map.of("token", token, "code", "1".repeat(65))))
                .then()
                .statusCode(400)
                .body("errors.field[0]", equalTo("code"));
        Member.complete(token, member.phone().code()).then().statusCode(200);
    }

    @Test
    void putsFailuresOnRecord() {
        wrong(member.logIn(member.phone().wrongCode()));
        assertEquals(
                List.of("signed_up", "totp_enabled", "second_factor_required", "second_factor_failed"),
                member.events());
    }

    /** Shows wrong codes, five to a log-in. */
    private void exhaust(int count) {
        var wrong = member.phone().wrongCode();
        String token = null;
        for (int i = 0; i < count; i++) {
            token = i % 5 == 0 ? member.token() : token;
            Member.complete(token, wrong).then().statusCode(401);
        }
    }

    private static void wrong(Response answer) {
        answer.then().statusCode(401).header("WWW-Authenticate", "Bearer").body("code", equalTo("invalid_code"));
    }

    private static void startsOver(Response answer) {
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("invalid_second_factor_token"));
    }

    private Object sessions() {
        return Database.query("select count(*) from session where account_id = ?", member.id());
    }

    private interface Numbered {
        Callable<Response> request(int number);
    }

    private static List<Response> atOnce(int count, Numbered requests) throws InterruptedException {
        try (var clients = Executors.newCachedThreadPool()) {
            var callables =
                    IntStream.range(0, count).mapToObj(requests::request).toList();
            return clients.invokeAll(callables).stream()
                    .map(SecondFactorTest::get)
                    .toList();
        }
    }

    private static Response get(Future<Response> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
