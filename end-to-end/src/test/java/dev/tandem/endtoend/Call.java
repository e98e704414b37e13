package dev.tandem.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One HTTP request in the making. */
public final class Call {

    private static final HttpClient CLIENT = client().build();

    private final HttpRequest.Builder request;

    private Call(String method, URI address, String body) {
        request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        }
    }

    public static Call get(URI base, String path) {
        return of("GET", base, path, null);
    }

    public static Call post(URI base, String path, String body) {
        return of("POST", base, path, body);
    }

    public static Call of(String method, URI base, String path, String body) {
        return new Call(method, base.resolve(path), body);
    }

    public Call with(String header, String value) {
        request.header(header, value);
        return this;
    }

    public Call bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The answer; a connection that fails is an {@link UncheckedIOException}. */
    public Answer send() {
        var ready = request.build();
        try {
            return Answer.of(clientFor(ready).send(ready, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Answer> sendAsync() {
        var ready = request.build();
        return clientFor(ready).sendAsync(ready, BodyHandlers.ofString()).thenApply(Answer::of);
    }

    private static HttpClient clientFor(HttpRequest request) {
        return request.uri().getScheme().equals("https") ? Https.CLIENT : CLIENT;
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
    }

    /** Trusts nothing but the tests' own authority. */
    private static final class Https {

        static final HttpClient CLIENT =
                client().sslContext(TestPair.certificate().trusted()).build();
    }
}
