package dev.tandem.endtoend.attack;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What an attacker sends.
 *
 * @param from the loopback address it comes from
 */
record Strike(URI service, String from, String request) {

    static Strike get(URI service, String from, String path, String token) {
        return new Strike(service, from, head("GET", path) + bearer(token) + "\r\n");
    }

    static Strike post(URI service, String from, String path, String json) {
        return new Strike(
                service,
                from,
                "%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(head("POST", path), json.length(), json));
    }

    /** A body is announced, and has nothing in it. */
    static Strike emptyBody(URI service, String from, String method, String path) {
        return new Strike(
                service,
                from,
                head(method, path) + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    static Strike halfHead(URI service, String from, String path) {
        return new Strike(service, from, head("GET", path) + "X-And-Then: ");
    }

    static Strike halfBody(URI service, String from, String path, String token) {
        return new Strike(
                service,
                from,
                head("POST", path) + bearer(token)
                        + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"title\": \"");
    }

    /** The same request {@code times} times, none waiting for the response to the one before. */
    Strike pipelined(int times) {
        return new Strike(
                service, from, request.replace("Connection: close\r\n", "").repeat(times));
    }

    byte[] bytes() {
        return request.getBytes(StandardCharsets.UTF_8);
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }
}
