package dev.tandem.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

record Answer(int status, HttpHeaders headers, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    JsonPath json() {
        return JsonPath.from(body);
    }

    String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError("No " + name + " in " + headers.map()));
    }

    Answer expecting(int expected) {
        assertEquals(expected, status, () -> "Answered " + body);
        return this;
    }
}
