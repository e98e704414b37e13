package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.UUID;

public record Answer(int status, HttpHeaders headers, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonPath json() {
        return JsonPath.from(body);
    }

    public String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError("No " + name + " in " + headers.map()));
    }

    public String accessToken() {
        return Jwt.member(body, "access_token");
    }

    public String refreshToken() {
        return Jwt.member(body, "refresh_token");
    }

    /** The session that the access token names. */
    UUID session() {
        return UUID.fromString(Jwt.session(accessToken()));
    }

    public Answer expecting(int expected) {
        assertEquals(expected, status, () -> "Answered " + body);
        return this;
    }
}
