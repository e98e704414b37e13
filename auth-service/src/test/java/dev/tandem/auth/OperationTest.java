package dev.tandem.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class OperationTest {

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready"})
    void saysHowItIs(String check) {
        management("/q/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void countsWhatMatters() {
        var person = Person.signedUp();
        person.logIn("not the password");
        String token = person.logIn().path("refresh_token");
        Person.refresh(Person.refresh(token).path("refresh_token"));
        Person.refresh(token);
        management("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("auth_signups_total{outcome=\"ok\"}"))
                .body(containsString("auth_logins_total{outcome=\"ok\"}"))
                .body(containsString("auth_logins_total{outcome=\"failed\"}"))
                .body(containsString("auth_refreshes_total{outcome=\"rotated\"}"))
                .body(containsString("auth_refreshes_total{outcome=\"reused\"}"))
                .body(containsString("auth_password_hash_seconds_count"))
                .body(containsString("agroal_active_count"))
                .body(containsString("http_server_requests_seconds_count"));
    }

    private static Response management(String path) {
        return given().port(Database.managementPort()).get(path);
    }
}
