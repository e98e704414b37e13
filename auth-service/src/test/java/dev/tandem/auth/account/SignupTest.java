package dev.tandem.auth.account;

import static dev.tandem.auth.Person.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class SignupTest {

    private static final String PASSWORD = "correct horse battery staple";

    @Test
    void makesAnAccountAndLogsIn() {
        var person = Person.unique();
        var answer = post(
                "/auth/signup", Map.of("email", person.email(), "password", PASSWORD, "displayName", "Ada Lovelace"));
        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("user.email", equalTo(person.email()))
                .body("user.displayName", equalTo("Ada Lovelace"))
                .body("user.emailVerified", is(false))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300));
        Person.me(answer.path("access_token")).then().statusCode(200).body("id", equalTo(answer.path("user.id")));
        assertEquals(7, UUID.fromString(answer.path("user.id")).version());
    }

    @Test
    void givesABrowserItsRefreshTokenInACookieNoScriptCanReadAndNowhereElse() {
        var answer = post("/auth/signup", Map.of("email", Person.unique().email(), "password", PASSWORD));
        answer.then().statusCode(201).body("refresh_token", nullValue());
        var cookie = answer.getDetailedCookie("__Host-refresh_token");
        assertEquals("/", cookie.getPath());
        assertEquals("Strict", cookie.getSameSite());
        assertTrue(cookie.isHttpOnly() && cookie.isSecured());
        assertEquals(14 * 24 * 3600, cookie.getMaxAge());
        assertEquals(null, cookie.getDomain());
        answer.then().body(not(containsString(cookie.getValue())));
    }

    @Test
    void givesOtherClientsTheRefreshTokenInTheBodyAndNoCookie() {
        var answer = Person.unique().signUp();
        assertEquals(64, answer.<String>path("refresh_token").length());
        assertEquals(null, answer.getHeader("Set-Cookie"));
    }

    @Test
    void refusesAnAddressThatIsTakenHoweverItIsCapitalised() {
        var person = Person.signedUp();
        new Person(person.email().toUpperCase(), "a quite different passphrase")
                .signUp()
                .then()
                .statusCode(409)
                .body("code", equalTo("email_taken"));
    }

    @ParameterizedTest
    @CsvSource({"straße.example, xn--strae-oqa.example", "bücher.example, ｂu\u0308cher.EXAMPLE"})
    void takesTwoSpellingsOfADomainForOne(String domain, String spelling) {
        var person = Person.unique();
        var name = person.email().substring(0, person.email().indexOf('@') + 1);
        new Person(name + spelling, person.password())
                .signUp()
                .then()
                .statusCode(201)
                .body("user.email", equalTo(name + domain));
        var other = new Person(name + domain, person.password());
        other.signUp().then().statusCode(409).body("code", equalTo("email_taken"));
        other.logIn().then().statusCode(200);
        new Person(name + "strasse.example", person.password()).logIn().then().statusCode(401);
    }

    @Test
    void saysTheSameOfAWeakPasswordWhetherOrNotTheAddressIsTaken() {
        var taken = new Person(Person.signedUp().email(), "passwordpassword").signUp();
        var free = new Person(Person.unique().email(), "passwordpassword").signUp();
        taken.then().statusCode(400).body("code", equalTo("weak_password"));
        assertEquals(free.<Object>path("errors"), taken.<Object>path("errors"));
    }

    @Test
    void makesOneAccountOfManySignUpsAtOnce() throws Exception {
        var person = Person.unique();
        try (var clients = Executors.newCachedThreadPool()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(_ -> clients.submit(person::signUp))
                    .toList();
            int created = 0;
            for (var answer : answers) {
                int status = answer.get().statusCode();
                assertTrue(status == 201 || status == 409, "status " + status);
                created += status == 201 ? 1 : 0;
            }
            assertEquals(1, created);
        }
        assertEquals(1L, Database.query("select count(*) from account where email = ?", person.email()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "elevenchars, at least 12 characters",
        "abcabcabcabcabcabc, Repeats like",
        "abcdefghijklmnop, easy to guess",
        "qwertyuiopasdf, similar to a commonly used password",
    })
    void saysWhyAPasswordIsRefused(String password, String reason) {
        refused(password).body("errors[0].message", containsString(reason));
    }

    @Test
    void refusesAPasswordMadeOfTheOwnAddressOrName() {
        var request = Map.of(
                "email", "wolfeschlegelstein@example.com",
                "displayName", "Hubert Blaine",
                "password", "wolfeschlegelstein");
        post("/auth/signup", request).then().statusCode(400).body("code", equalTo("weak_password"));
    }

    @Test
    void countsCodePointsAfterNormalisation() {
        // Eleven characters, each of two code points before NFC, each of two UTF-16 units in the second.
        refused("e\u0301".repeat(11)).body("errors[0].message", containsString("at least 12"));
        refused("\uD83D\uDC0E".repeat(11)).body("errors[0].message", containsString("at least 12"));
        refused("x".repeat(129)).body("errors[0].message", containsString("at most 128"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.com",
                "a b@example.com",
                "ada@exa mple.com",
                "ada@example.com\\nBcc: x@y.z",
                "<ada@example.com>",
                "ada@@example.com",
                "ada@-example.com",
                "a\\u0000b@example.com",
                "\\ud800@example.com",
                "a\\u00A0da@example.com",
                "ada@example\\u0085.com",
                "ada@exa\\u2028mple.com",
                "ada\\u3000@example.com",
                "ada@example..com",
                "ada@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com"
            })
    void refusesWhatIsNoAddress(String email) {
        signUp("{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD))
                .then()
                .statusCode(400)
                .body("code", equalTo("validation_failed"))
                .body("errors.field", contains("email"));
    }

    @Test
    void refusesAnAddressLongerThanMailAllows() {
        var label = "b".repeat(63);
        var longest = "a@%s.%s.%s.%s".formatted(label, label, label, "b".repeat(60));
        assertEquals(254, longest.length());
        signUp("{\"email\": \"%s\", \"password\": \"%s\"}".formatted(longest, PASSWORD))
                .then()
                .statusCode(201);
        signUp("{\"email\": \"a%s\", \"password\": \"%s\"}".formatted(longest, PASSWORD))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                         | malformed_json    | ",
                "[]                                                        | validation_failed | body",
                "\"text\"                                                  | validation_failed | body",
                "{\"email\": 5, \"password\": {}}                          | validation_failed | email",
                "{\"admin\": true}                                         | validation_failed | admin",
                "{\"email\": \"a@b.c\", \"password\": \"x\", \"tokenDelivery\": \"url\"} | validation_failed | tokenDelivery",
                "null                                                      | validation_failed | body",
                "{\"password\": \"correct horse battery staple\"}          | validation_failed | email",
                "{\"email\": \"ada@example.com\"}                          | validation_failed | password",
            })
    void namesTheMemberThatIsWrong(String body, String code, String field) {
        var answer = signUp(body).then().statusCode(400).body("code", equalTo(code));
        if (field != null) {
            answer.body("errors.field", contains(field));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "two\\nlines",
                "nul \\u0000",
                "half a horse \\ud83d",
                "\\u200b",
                "\\u3164",
                "\\u2800",
                "a\\u202eb"
            })
    void refusesANameThatIsNone(String name) {
        signUp("{\"email\": \"x@example.com\", \"password\": \"%s\", \"displayName\": \"%s\"}"
                        .formatted(PASSWORD, name))
                .then()
                .statusCode(400)
                .body("errors.field", contains("displayName"));
    }

    private static ValidatableResponse refused(String password) {
        var request = new HashMap<String, Object>();
        request.put("email", Person.unique().email());
        request.put("password", password);
        return post("/auth/signup", request)
                .then()
                .statusCode(400)
                .body("code", equalTo("weak_password"))
                .body("errors.field", contains("password"));
    }

    private static Response signUp(String json) {
        return post("/auth/signup", json);
    }
}
