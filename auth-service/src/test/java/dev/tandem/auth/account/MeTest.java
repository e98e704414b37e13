package dev.tandem.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class MeTest {

    private Person person;
    private String token;

    @BeforeEach
    void logIn() {
        person = Person.signedUp();
        token = person.logIn().path("access_token");
    }

    @Test
    void showsTheOwnAccount() {
        Person.me(token)
                .then()
                .statusCode(200)
                .body("email", equalTo(person.email()))
                .body("displayName", nullValue())
                .body("emailVerified", equalTo(false))
                .body("passwordHash", nullValue());
    }

    @Test
    void changesTheDisplayName() {
        change("{\"displayName\": \"Grace\"}").then().statusCode(200).body("displayName", equalTo("Grace"));
        Person.me(token).then().body("displayName", equalTo("Grace"));
        change("{\"displayName\": null}").then().statusCode(200).body("displayName", nullValue());
    }

    @Test
    void keepsTheDisplayNameThatIsAbsent() {
        change("{\"displayName\": \"Grace\"}").then().statusCode(200);
        change("{}").then().statusCode(200).body("displayName", equalTo("Grace"));
        Person.me(token).then().body("displayName", equalTo("Grace"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" \"",
                "\"\\u200b\"",
                "\"\\u3164\"",
                "\"\\u2800\"",
                "\"a\\u202eb\"",
                "\"a\\nb\"",
                "5",
                "[]",
                "{}",
                "true"
            })
    void refusesADisplayNameThatShowsNothingOrIsNoText(String name) {
        change("{\"displayName\": \"Grace\"}").then().statusCode(200);
        change("{\"displayName\": %s}".formatted(name))
                .then()
                .statusCode(400)
                .body("code", equalTo("validation_failed"))
                .body("errors.field", contains("displayName"));
        Person.me(token).then().body("displayName", equalTo("Grace"));
    }

    @Test
    void changesNothingElse() {
        change("{\"email\": \"else@example.com\"}").then().statusCode(400).body("errors.field", contains("email"));
        change("{\"displayName\": \"\"}").then().statusCode(400).body("errors.field", contains("displayName"));
    }

    @Test
    void challengesWhoeverSendsNoToken() {
        given().get("/auth/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("missing_token"));
    }

    @Test
    void refusesATokenThatWasChanged() {
        var parts = token.split("\\.");
        for (var forged : new String[] {
            "x",
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1),
            "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + parts[1] + "."
        }) {
            Person.me(forged)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                    .body("code", equalTo("invalid_token"));
        }
    }

    private Response change(String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/auth/me");
    }
}
