package dev.tandem.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody with an address nobody else has, who talks to the service as a client would. */
public record Person(String email, String password) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    public static Person unique() {
        return new Person(
                "person-%d-%d@example.com".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet()),
                "correct horse battery staple");
    }

    public static Person signedUp() {
        var person = unique();
        person.signUp().then().statusCode(201);
        return person;
    }

    public Response signUp() {
        return post("/auth/signup", credentials(password));
    }

    public Response logIn() {
        return logIn(password);
    }

    public Response logIn(String password) {
        return post("/auth/login", credentials(password));
    }

    public static Response refresh(String refreshToken) {
        return post("/auth/refresh", Map.of("refresh_token", refreshToken));
    }

    public static Response logOut(String refreshToken) {
        return post("/auth/logout", Map.of("refresh_token", refreshToken));
    }

    public static Response me(String accessToken) {
        return given().header("Authorization", "Bearer " + accessToken).get("/auth/me");
    }

    public static RequestSpecification withToken(Response signedIn) {
        return given().header("Authorization", "Bearer " + signedIn.path("access_token"))
                .contentType(ContentType.JSON);
    }

    public static Response changeEmail(Response signedIn, String newEmail, String password) {
        return withToken(signedIn)
                .body(Map.of("newEmail", newEmail, "password", password))
                .post("/auth/email");
    }

    public static Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    /** A part of a JWT, read without checking anything. */
    public static JsonPath decoded(String token, int part) {
        return new JsonPath(new String(Base64.getUrlDecoder().decode(token.split("\\.")[part])));
    }

    private Map<String, Object> credentials(String password) {
        return new HashMap<>(Map.of("email", email, "password", password, "tokenDelivery", "body"));
    }
}
