package dev.tandem.auth.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class DeviceTest {

    private Person person;
    private Response phone;
    private Response laptop;

    @BeforeEach
    void logInOnTwoDevices() {
        person = Person.unique();
        phone = person.signUp();
        laptop = person.logIn();
    }

    @Test
    void areListedWithTheMostRecentlyUsedFirst() {
        as(phone)
                .get("/auth/sessions")
                .then()
                .statusCode(200)
                .body("id", contains(session(laptop), session(phone)))
                .body("current", contains(false, true))
                .body("[0].address", equalTo("127.0.0.1"))
                .body("[0].device", equalTo("Apache-HttpClient"))
                .body("[0].userAgent", startsWith("Apache-HttpClient"));
        Person.refresh(phone.path("refresh_token"));
        assertEquals(
                List.of(session(phone), session(laptop)),
                as(phone).get("/auth/sessions").path("id"));
    }

    @Test
    void areWhereTheyAreConnectedFromWhateverTheySay() {
        given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", "203.0.113.7")
                .header("Forwarded", "for=203.0.113.7")
                .header("X-Real-IP", "203.0.113.7")
                .body(Map.of("email", person.email(), "password", person.password()))
                .post("/auth/login")
                .then()
                .statusCode(200);
        as(phone).get("/auth/sessions").then().body("address", everyItem(equalTo("127.0.0.1")));
    }

    @Test
    void areListedWithoutAnythingThatOpensASession() {
        var listed = as(phone).get("/auth/sessions").asString();
        for (var secret : List.<String>of(phone.path("refresh_token"), laptop.path("refresh_token"))) {
            assertEquals(-1, listed.indexOf(secret));
        }
        Person.refresh(session(phone)).then().statusCode(401);
    }

    @Test
    void canBeLoggedOutFromAnother() {
        as(phone).delete("/auth/sessions/" + session(laptop)).then().statusCode(204);
        Person.refresh(laptop.path("refresh_token")).then().statusCode(401);
        Person.me(laptop.path("access_token")).then().statusCode(401);
        Person.refresh(phone.path("refresh_token")).then().statusCode(200);
        as(phone).get("/auth/sessions").then().body("id", contains(session(phone)));
        as(phone).delete("/auth/sessions/" + session(laptop)).then().statusCode(404);
    }

    @Test
    void areNobodyElses() {
        var stranger = Person.unique().signUp();
        as(stranger).delete("/auth/sessions/" + session(phone)).then().statusCode(404);
        as(stranger).delete("/auth/sessions").then().statusCode(204);
        as(stranger).get("/auth/sessions").then().body("id", contains(session(stranger)));
        as(phone).get("/auth/sessions").then().body("id", hasSize(2));
    }

    @Test
    void canAllBeLoggedOutButThisOne() {
        person.logIn();
        as(phone).delete("/auth/sessions").then().statusCode(204);
        as(phone).get("/auth/sessions").then().body("id", contains(session(phone)));
        Person.refresh(laptop.path("refresh_token")).then().statusCode(401);
        Person.refresh(phone.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void thatAreOverAreNotListed() {
        Database.update(
                "update session set last_used_at = last_used_at - interval '15 days' where id = ?",
                UUID.fromString(session(laptop)));
        as(phone).get("/auth/sessions").then().body("id", contains(session(phone)));
    }

    @Test
    void areNamedByAUuid() {
        as(phone).delete("/auth/sessions/first").then().statusCode(400).body("errors.field", contains("id"));
        as(phone).delete("/auth/sessions/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void areShownToNobodyWithoutAToken() {
        given().get("/auth/sessions").then().statusCode(401).body("code", equalTo("missing_token"));
        given().delete("/auth/sessions").then().statusCode(401);
    }

    private static RequestSpecification as(Response login) {
        return given().header("Authorization", "Bearer " + login.path("access_token"));
    }

    private static String session(Response login) {
        return Person.decoded(login.path("access_token"), 1).getString("sid");
    }
}
