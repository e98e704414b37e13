package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.Answer;
import dev.tandem.endtoend.Call;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that can be sent over and over. */
record Request(String method, URI base, String path, Map<String, String> headers, String body) {

    static Request get(URI base, String path) {
        return new Request("GET", base, path, Map.of(), null);
    }

    static Request post(URI base, String path, String body) {
        return new Request("POST", base, path, Map.of("Content-Type", "application/json"), body);
    }

    Request bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Request with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, base, path, more, body);
    }

    URI address() {
        return base.resolve(path);
    }

    Answer send() {
        var call = Call.of(method, base, path, body);
        // A call with a body says itself that it is JSON.
        headers.forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                call.with(name, value);
            }
        });
        return call.send();
    }
}
