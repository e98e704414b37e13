package dev.tandem.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of the service behind its proxy ({@link UsualLimits}).
 *
 * @param forwardedFor what the proxy says of where it is
 * @param device the cookie it was given; null where none
 */
public record Caller(String forwardedFor, String device) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** From an address that nobody else calls from. */
    public static Caller somewhere() {
        int number = COUNT.incrementAndGet();
        return at("198.18.%d.%d".formatted(number / 256, number % 256));
    }

    public static Caller at(String forwardedFor) {
        return new Caller(forwardedFor, null);
    }

    public Caller withDeviceOf(Response answer) {
        return new Caller(forwardedFor, answer.getCookie("__Host-device"));
    }

    public Response signUp(String email, String password) {
        return request().body(Map.of("email", email, "password", password)).post("/auth/signup");
    }

    public Response signUp(Person person) {
        return signUp(person.email(), person.password());
    }

    public Response logIn(Person person) {
        return logIn(person.email(), person.password());
    }

    /** As a browser does, whose cookies are sent back. */
    public Response logIn(String email, String password) {
        return request()
                .body(new HashMap<>(Map.of("email", email, "password", password)))
                .post("/auth/login");
    }

    public RequestSpecification request() {
        var request = given().contentType(ContentType.JSON).header("X-Forwarded-For", forwardedFor);
        return device == null ? request : request.cookie("__Host-device", device);
    }
}
