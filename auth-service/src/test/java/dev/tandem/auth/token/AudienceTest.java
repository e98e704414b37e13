package dev.tandem.auth.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever sees an access token at todo-service can do with it here: docs/decisions/0030. */
@QuarkusTest
@QuarkusTestResource(Database.class)
class AudienceTest {

    private Person person;
    private String token;

    @BeforeEach
    void signUp() {
        person = Person.unique();
        token = person.signUp().path("access_token");
    }

    /** To be turned round, to 401, with an audience of auth-service's own. */
    @Test
    void theTokenForTodoServiceReadsTheAccountToo() {
        assertEquals("todo-service", Person.decoded(token, 1).getString("aud"));
        Person.me(token).then().statusCode(200);
        bearer().get("/auth/sessions").then().statusCode(200);
    }

    @Test
    void itTakesNothingOverWithoutThePassword() {
        wrongPassword(
                Map.of("currentPassword", "not the password", "newPassword", "violet umbrella nine"),
                "POST",
                "/auth/password");
        wrongPassword(Map.of("password", "not the password"), "DELETE", "/auth/me");
        person.logIn().then().statusCode(200);
    }

    private void wrongPassword(Map<String, String> body, String method, String path) {
        bearer().contentType(ContentType.JSON)
                .body(body)
                .request(method, path)
                .then()
                .statusCode(400)
                .body("code", equalTo("wrong_password"));
    }

    private RequestSpecification bearer() {
        return given().header("Authorization", "Bearer " + token);
    }
}
