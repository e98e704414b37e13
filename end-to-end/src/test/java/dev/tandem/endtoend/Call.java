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
final class Call {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final HttpRequest.Builder request;

    private Call(String method, URI address, String body) {
        request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        }
    }

    static Call get(URI base, String path) {
        return of("GET", base, path, null);
    }

    static Call post(URI base, String path, String body) {
        return of("POST", base, path, body);
    }

    static Call of(String method, URI base, String path, String body) {
        return new Call(method, base.resolve(path), body);
    }

    Call with(String header, String value) {
        request.header(header, value);
        return this;
    }

    Call bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The answer; a connection that fails is an {@link UncheckedIOException}. */
    Answer send() {
        return send(CLIENT);
    }

    Answer send(HttpClient client) {
        try {
            return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Answer> sendAsync() {
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
    }
}
