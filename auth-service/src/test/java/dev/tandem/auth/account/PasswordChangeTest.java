package dev.tandem.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.tandem.auth.Database;
import dev.tandem.auth.HeldRow;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class PasswordChangeTest {

    private static final String NEW_PASSWORD = "violet umbrella nine tigers";

    private Person person;
    private Response here;

    @BeforeEach
    void logIn() {
        person = Person.unique();
        here = person.signUp();
    }

    @Test
    void takesEffectAtOnce() {
        change(person.password(), NEW_PASSWORD).then().statusCode(204);
        person.logIn(person.password()).then().statusCode(401);
        person.logIn(NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void endsEveryOtherSession() {
        var elsewhere = person.logIn();
        change(person.password(), NEW_PASSWORD).then().statusCode(204);
        Person.refresh(elsewhere.path("refresh_token")).then().statusCode(401);
        Person.me(elsewhere.path("access_token")).then().statusCode(401);
        Person.refresh(here.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void needsTheCurrentPassword() {
        change("not the password", NEW_PASSWORD)
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"))
                .body("errors.field", contains("currentPassword"));
        person.logIn().then().statusCode(200);
    }

    @Test
    void needsThePasswordThatIsStillCurrentWhenItIsReplaced() throws Exception {
        HeldRow.during(() -> change(person.password(), NEW_PASSWORD), LoginTest.OTHER_PASSWORD, person.email())
                .answer()
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"));
        person.logIn(NEW_PASSWORD).then().statusCode(401);
    }

    @Test
    void needsAGoodPassword() {
        change(person.password(), "short")
                .then()
                .statusCode(400)
                .body("code", equalTo("weak_password"))
                .body("errors.field", contains("newPassword"));
        change(person.password(), person.email()).then().statusCode(400).body("code", equalTo("weak_password"));
        person.logIn().then().statusCode(200);
    }

    @Test
    void needsAToken() {
        given().contentType(ContentType.JSON)
                .body(Map.of("currentPassword", person.password(), "newPassword", NEW_PASSWORD))
                .post("/auth/password")
                .then()
                .statusCode(401);
    }

    private Response change(String current, String wanted) {
        return given().header("Authorization", "Bearer " + here.path("access_token"))
                .contentType(ContentType.JSON)
                .body(Map.of("currentPassword", current, "newPassword", wanted))
                .post("/auth/password");
    }
}
