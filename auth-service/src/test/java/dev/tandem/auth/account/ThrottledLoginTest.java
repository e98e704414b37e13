package dev.tandem.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Caller;
import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.UsualLimits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
@TestProfile(UsualLimits.class)
class ThrottledLoginTest {

    private static final Set<String> VARYING = Set.of("Retry-After", "RateLimit");
    private static final String WRONG = "not the password";

    private Person person;
    private Caller home;
    private Response signedUp;

    @BeforeEach
    void signUp() {
        Database.update("delete from throttle");
        person = Person.unique();
        home = Caller.somewhere();
        signedUp = home.signUp(person);
        signedUp.then().statusCode(201);
    }

    @Test
    void allowsTenWrongPasswordsForOneAccountFromOneNetwork() {
        var attacker = Caller.somewhere();
        for (int i = 0; i < 10; i++) {
            attacker.logIn(person.email(), WRONG).then().statusCode(401);
        }
        var refused = attacker.logIn(person.email(), WRONG);
        refused.then().statusCode(429).body("code", equalTo("too_many_requests"));
        long wait = wait(refused);
        assertTrue(wait > 840 && wait <= 900, "seconds: " + wait);
        attacker.logIn(person).then().statusCode(429);
        Caller.somewhere().logIn(person).then().statusCode(200);
        attacker.logIn(Person.unique()).then().statusCode(401);
    }

    @Test
    void allowsTheNextWhenTheTimeItNamedIsOver() {
        var attacker = Caller.somewhere();
        fail(attacker, 10);
        long wait = wait(attacker.logIn(person));
        pass(wait - 20);
        attacker.logIn(person).then().statusCode(429);
        pass(20);
        attacker.logIn(person).then().statusCode(200);
    }

    @Test
    void doesNotCountRightPasswords() {
        var family = Caller.somewhere();
        fail(family, 9);
        for (int i = 0; i < 15; i++) {
            family.logIn(person).then().statusCode(200);
        }
        family.logIn(person.email(), WRONG).then().statusCode(401);
        family.logIn(person).then().statusCode(429);
    }

    @Test
    void allowsAHundredFailuresFromOneNetwork() {
        var attacker = Caller.somewhere();
        for (int i = 0; i < 100; i++) {
            attacker.logIn(Person.unique()).then().statusCode(401);
        }
        attacker.logIn(Person.unique()).then().statusCode(429);
        // Not even from a device the account knows: there is no telling who is behind that address.
        attacker.withDeviceOf(signedUp).logIn(person).then().statusCode(429);
        Caller.somewhere().logIn(person).then().statusCode(200);
    }

    @Test
    void allowsAHundredFailuresADayForOneAccountAndLetsItsOwnerInOnAKnownDevice() {
        for (int i = 0; i < 90; i++) {
            Caller.somewhere().logIn(person.email(), WRONG).then().statusCode(401);
        }
        var last = Caller.somewhere();
        fail(last, 10);
        Caller.somewhere().logIn(person).then().statusCode(429);
        // Of two limits reached the longer one counts.
        assertTrue(wait(last.logIn(person)) > 86_000);

        Caller.somewhere().withDeviceOf(signedUp).logIn(person).then().statusCode(200);
        var stranger = Caller.somewhere().signUp(Person.unique());
        Caller.somewhere().withDeviceOf(stranger).logIn(person).then().statusCode(429);
        pass(86_400);
        Caller.somewhere().logIn(person).then().statusCode(200);
    }

    @Test
    void countsAKnownDeviceOnItsOwn() {
        fail(home, 10);
        home.logIn(person).then().statusCode(429);
        var device = home.withDeviceOf(signedUp);
        for (int i = 0; i < 10; i++) {
            device.logIn(person.email(), WRONG).then().statusCode(401);
        }
        device.logIn(person).then().statusCode(429);
        // Wherever it is taken.
        Caller.somewhere().withDeviceOf(signedUp).logIn(person).then().statusCode(429);
        Caller.somewhere().logIn(person).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "///////////////////////////////////////////"
            })
    void takesADeviceItDoesNotKnowForNone(String cookie) {
        var madeUp = new Caller(Caller.somewhere().forwardedFor(), cookie);
        fail(madeUp, 10);
        new Caller(madeUp.forwardedFor(), null).logIn(person).then().statusCode(429);
    }

    @Test
    void saysTheSameOfAnUnknownAddressAttemptByAttempt() {
        assertEquals(attempts(person.email()), attempts(Person.unique().email()));
    }

    @Test
    void countsOneAddressHoweverItIsWritten() {
        var unknown = Person.unique().email();
        for (var address : List.of(person.email(), unknown)) {
            var attacker = Caller.somewhere();
            for (int i = 0; i < 5; i++) {
                attacker.logIn(address, WRONG).then().statusCode(401);
                attacker.logIn(address.toUpperCase(), WRONG).then().statusCode(401);
            }
            attacker.logIn(address.replace('p', 'P'), WRONG).then().statusCode(429);
        }
    }

    @Test
    void checksNoMorePasswordsThanTheLimitHoweverManyAreSentAtOnce() throws Exception {
        var attacker = Caller.somewhere();
        double before = hashes();
        try (var clients = Executors.newCachedThreadPool()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(_ -> clients.submit(() -> attacker.logIn(person.email(), WRONG)))
                    .toList();
            int checked = 0;
            for (var answer : answers) {
                checked += answer.get().statusCode() == 401 ? 1 : 0;
            }
            assertEquals(10, checked);
        }
        assertEquals(10, hashes() - before);
        attacker.logIn(person).then().statusCode(429);
        assertEquals(10, hashes() - before);
    }

    @Test
    void takesAnIpv6SubscriberForOneClient() {
        for (int i = 0; i < 10; i++) {
            Caller.at("2001:db8:7:1::%x".formatted(i + 1))
                    .logIn(person.email(), WRONG)
                    .then()
                    .statusCode(401);
        }
        Caller.at("2001:db8:7:1:ffff:ffff:ffff:ffff").logIn(person).then().statusCode(429);
        // Nor does another of the 65,536 networks that one site is given help.
        Caller.at("2001:db8:7:2::1").logIn(person).then().statusCode(429);
        Caller.at("2001:db8:8:1::1").logIn(person).then().statusCode(200);
    }

    @Test
    void believesNothingThatStandsBeforeWhatTheProxySaw() {
        var seen = Caller.somewhere().forwardedFor();
        for (int i = 0; i < 10; i++) {
            Caller.at("203.0.113.%d, %s".formatted(i, seen))
                    .logIn(person.email(), WRONG)
                    .then()
                    .statusCode(401);
        }
        Caller.at("203.0.113.99, " + seen).logIn(person).then().statusCode(429);
    }

    @Test
    void putsOnRecordOnceThatSomebodyWasRefused() {
        var attacker = Caller.somewhere();
        fail(attacker, 10);
        for (int i = 0; i < 5; i++) {
            attacker.logIn(person).then().statusCode(429);
        }
        assertEquals(
                1L,
                Database.query(
                        "select count(*) from security_event where type = 'throttled' and account_id = ?"
                                + " and detail = 'logins_per_account_and_network' and host(address) = ?",
                        UUID.fromString(signedUp.path("user.id")),
                        attacker.forwardedFor()));
        given().port(Database.managementPort())
                .get("/q/metrics")
                .then()
                .body(containsString("auth_throttled_total{limit=\"logins_per_account_and_network\"}"));
    }

    @Test
    void countsWrongPasswordsWhenThePasswordIsToBeChanged() {
        for (int i = 0; i < 10; i++) {
            changePassword(home, WRONG).then().statusCode(400).body("code", equalTo("wrong_password"));
        }
        changePassword(home, person.password()).then().statusCode(429);
        home.logIn(person).then().statusCode(429);
        changePassword(home.withDeviceOf(signedUp), person.password()).then().statusCode(204);
    }

    @Test
    void countsWrongPasswordsWhenTwoFactorLogInIsToBeSwitchedOn() {
        for (int i = 0; i < 10; i++) {
            enrol(home, WRONG).then().statusCode(400).body("code", equalTo("wrong_password"));
        }
        enrol(home, person.password()).then().statusCode(429);
        enrol(home.withDeviceOf(signedUp), person.password()).then().statusCode(201);
    }

    @Test
    void forgetsOtherDevicesWithANewPassword() {
        var other = home.logIn(person);
        assertNotEquals(signedUp.getCookie(Device.COOKIE), other.getCookie(Device.COOKIE));
        changePassword(home.withDeviceOf(signedUp), person.password()).then().statusCode(204);
        fail(home, 10);
        var changed = new Person(person.email(), "violet umbrella nine tigers");
        home.withDeviceOf(other).logIn(changed).then().statusCode(429);
        home.withDeviceOf(signedUp).logIn(changed).then().statusCode(200);
    }

    private void fail(Caller caller, int times) {
        for (int i = 0; i < times; i++) {
            caller.logIn(person.email(), WRONG).then().statusCode(401);
        }
    }

    private Response changePassword(Caller caller, String current) {
        return caller.request()
                .header("Authorization", "Bearer " + signedUp.path("access_token"))
                .body(Map.of("currentPassword", current, "newPassword", "violet umbrella nine tigers"))
                .post("/auth/password");
    }

    private Response enrol(Caller caller, String password) {
        return caller.request()
                .header("Authorization", "Bearer " + signedUp.path("access_token"))
                .body(Map.of("password", password))
                .post("/auth/totp");
    }

    /** Status, headers and body of eleven. */
    private static List<String> attempts(String email) {
        var attacker = Caller.somewhere();
        var answers = new ArrayList<String>();
        for (int i = 0; i < 11; i++) {
            var answer = attacker.logIn(email, WRONG);
            answers.add(answer.statusCode()
                    + answer.headers().asList().stream()
                            .map(header ->
                                    header.getName() + (VARYING.contains(header.getName()) ? "" : header.getValue()))
                            .sorted()
                            .toList()
                            .toString()
                    + answer.asString().replaceAll("[0-9a-f]{32}", ""));
        }
        return answers;
    }

    /** As if so much time had gone by. */
    private static void pass(long seconds) {
        Database.update("update throttle set ends_at = ends_at - make_interval(secs => ?)", seconds);
    }

    private static long wait(Response refused) {
        return Long.parseLong(refused.getHeader("Retry-After"));
    }

    private static double hashes() {
        var metrics = given().port(Database.managementPort()).get("/q/metrics").asString();
        var matcher =
                Pattern.compile("(?m)^auth_password_hash_seconds_count (\\S+)").matcher(metrics);
        assertTrue(matcher.find(), metrics);
        return Double.parseDouble(matcher.group(1));
    }
}
