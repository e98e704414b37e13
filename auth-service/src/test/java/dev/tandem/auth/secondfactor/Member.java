package dev.tandem.auth.secondfactor;

import static io.restassured.RestAssured.given;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Somebody whose log-in takes a code. */
public record Member(Person person, Response session, Phone phone, List<String> recoveryCodes) {

    public static Member enrolled() {
        var person = Person.unique();
        return enrol(person, person.signUp());
    }

    static Member enrol(Person person, Response session) {
        var phone = Phone.scanning(
                begin(person, session).then().statusCode(201).extract().path("uri"));
        var confirmed = confirm(session, phone.code());
        confirmed.then().statusCode(200);
        var member = new Member(person, session, phone, confirmed.path("recoveryCodes"));
        member.forgetTheLastCode();
        return member;
    }

    static Response begin(Person person, Response session) {
        return as(session).body(Map.of("password", person.password())).post("/auth/totp");
    }

    static Response confirm(Response session, String code) {
        return as(session).body(Map.of("code", code)).post("/auth/totp/confirm");
    }

    static RequestSpecification as(Response session) {
        return given().header("Authorization", "Bearer " + session.path("access_token"))
                .contentType(ContentType.JSON);
    }

    RequestSpecification here() {
        return as(session);
    }

    public Response state() {
        return here().get("/auth/totp");
    }

    Response disable() {
        return withCode(() -> here().body(proof(phone.code())).delete("/auth/totp"));
    }

    Response renewRecoveryCodes() {
        return withCode(() -> here().body(proof(phone.code())).post("/auth/totp/recovery-codes"));
    }

    Map<String, String> password() {
        return Map.of("password", person.password());
    }

    Map<String, String> proof(String code) {
        return Map.of("password", person.password(), "code", code);
    }

    private Response withCode(Supplier<Response> request) {
        forgetTheLastCode();
        var answer = request.get();
        forgetTheLastCode();
        return answer;
    }

    /** The first step. */
    String token() {
        return person.logIn().then().statusCode(202).extract().path("second_factor_token");
    }

    /** Both steps. */
    Response logIn(String code) {
        return complete(token(), code);
    }

    /** The second step. */
    static Response complete(String token, String code) {
        return Person.post(
                "/auth/login/second-factor",
                new HashMap<>(Map.of("token", token, "code", code, "tokenDelivery", "body")));
    }

    UUID id() {
        return UUID.fromString(session.path("user.id"));
    }

    /** As if the last code had been used long ago. */
    void forgetTheLastCode() {
        Database.update("update authenticator set last_step = 0 where account_id = ?", id());
    }

    List<String> events() {
        var types = (String) Database.query(
                "select string_agg(type, ' ' order by id) from security_event where account_id = ?", id());
        return List.of(types.split(" "));
    }
}
