package dev.tandem.auth.account;

import static dev.tandem.auth.Person.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.HeldRow;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class LoginTest {

    static final String OTHER_PASSWORD =
            "update account set password_hash = '$2a$04$" + "x".repeat(53) + "' where email = ?";

    @Test
    void opensANewSessionEachTime() {
        var person = Person.signedUp();
        var first = person.logIn();
        var second = person.logIn();
        first.then().statusCode(200).header("Cache-Control", "no-store").body("user.email", equalTo(person.email()));
        assertNotEquals(session(first), session(second));
        Person.refresh(first.path("refresh_token")).then().statusCode(200);
        Person.refresh(second.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void saysTheSameOfAnUnknownAddressAndAWrongPassword() {
        var wrong = Person.signedUp().logIn("a wrong passphrase here");
        var unknown = Person.unique().logIn("a wrong passphrase here");
        wrong.then().statusCode(401).body("code", equalTo("invalid_credentials"));
        assertEquals(withoutTraceId(wrong), withoutTraceId(unknown));
        assertEquals(names(wrong), names(unknown));
        // Not even an address that can't be one is told apart.
        for (var impossible : new String[] {"no address", "nul\u0000@example.com", "\ud800@example.com", ""}) {
            assertEquals(withoutTraceId(wrong), withoutTraceId(new Person(impossible, "x").logIn()));
        }
    }

    @Test
    void hashesAsOftenForAnUnknownAddressAsForAWrongPassword() {
        var person = Person.signedUp();
        double before = hashes();
        person.logIn("a wrong passphrase here");
        double forAWrongPassword = hashes() - before;
        Person.unique().logIn("a wrong passphrase here");
        assertEquals(1, forAWrongPassword);
        assertEquals(2, hashes() - before);
    }

    @Test
    void acceptsTheAddressHoweverItIsCapitalised() {
        var person = Person.signedUp();
        new Person(person.email().toUpperCase(), person.password())
                .logIn()
                .then()
                .statusCode(200);
    }

    @Test
    void acceptsAPasswordHoweverItsAccentsWereTyped() {
        var composed = Normalizer.normalize("déjà vu à Besançon l'été", Normalizer.Form.NFC);
        var person = new Person(Person.unique().email(), composed);
        person.signUp().then().statusCode(201);
        person.logIn(Normalizer.normalize(composed, Normalizer.Form.NFD)).then().statusCode(200);
    }

    @Test
    void refusesAPasswordThatIsChangedWhileItIsChecked() throws Exception {
        var person = Person.signedUp();
        HeldRow.during(person::logIn, OTHER_PASSWORD, person.email())
                .answer()
                .then()
                .statusCode(401);
    }

    @Test
    void comparesAPasswordToItsLastCharacter() {
        // bcrypt by itself would look at 72 bytes only.
        var longPassword = "violet umbrella nine ".repeat(6) + "x";
        var person = new Person(Person.unique().email(), longPassword);
        person.signUp().then().statusCode(201);
        person.logIn(longPassword.substring(0, longPassword.length() - 1) + "y")
                .then()
                .statusCode(401);
        person.logIn().then().statusCode(200);
    }

    @Test
    void acceptsAPlainBcryptHashFromElsewhereOnceAndRewritesIt() {
        var person = Person.signedUp();
        // Of "correct horse battery staple", as other languages write it (made by libxcrypt).
        Database.update(
                "update account set pepper_id = null, password_hash = ? where email = ?",
                "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG",
                person.email());
        person.logIn("a wrong passphrase here").then().statusCode(401);
        person.logIn().then().statusCode(200);
        assertEquals("1", Database.query("select pepper_id from account where email = ?", person.email()));
        person.logIn().then().statusCode(200);
    }

    @Test
    void doesNotHoldAnOldPasswordToTodaysRules() {
        var person = Person.signedUp();
        // Of "secret" (made by libxcrypt).
        Database.update(
                "update account set pepper_id = null, password_hash = ? where email = ?",
                "$2a$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
                person.email());
        person.logIn("secret").then().statusCode(200);
        person.logIn("secret").then().statusCode(200);
    }

    @Test
    void endsTheLongestUnusedSessionBeyondFifty() {
        var person = Person.unique();
        var first = person.signUp();
        for (int i = 0; i < 50; i++) {
            person.logIn().then().statusCode(200);
        }
        Person.refresh(first.path("refresh_token")).then().statusCode(401);
        assertEquals(
                50L,
                Database.query(
                        "select count(*) from session join account a on a.id = account_id"
                                + " where email = ? and ended_at is null",
                        person.email()));
    }

    @Test
    void keepsNoTokenAndNoPasswordInTheClear() throws Exception {
        var person = Person.signedUp();
        String token = person.logIn().path("refresh_token");
        try (var connection = Database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select row_to_json(s)::text || row_to_json(a)::text"
                                + " from session s join account a on a.id = s.account_id")) {
            while (rows.next()) {
                assertEquals(-1, rows.getString(1).indexOf(token));
                assertEquals(-1, rows.getString(1).indexOf(person.password()));
            }
        }
        post("/auth/login", Map.of("email", person.email(), "password", person.password()))
                .then()
                .cookie("__Host-refresh_token");
    }

    /** How many times bcrypt has run, which is nearly all the time a log-in takes. */
    private static double hashes() {
        var metrics = given().port(Database.managementPort()).get("/q/metrics").asString();
        var matcher =
                Pattern.compile("(?m)^auth_password_hash_seconds_count (\\S+)").matcher(metrics);
        assertTrue(matcher.find(), metrics);
        return Double.parseDouble(matcher.group(1));
    }

    private static String session(Response answer) {
        return Person.decoded(answer.path("access_token"), 1).getString("sid");
    }

    private static String withoutTraceId(Response answer) {
        return answer.asString().replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "");
    }

    private static Object names(Response answer) {
        return answer.headers().asList().stream()
                .map(Object::toString)
                .filter(header -> !header.startsWith("RateLimit="))
                .sorted()
                .toList();
    }
}
