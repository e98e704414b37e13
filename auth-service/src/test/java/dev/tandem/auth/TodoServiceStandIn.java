package dev.tandem.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers where todo-service would. While there is none, todo-service is down. */
public final class TodoServiceStandIn implements AutoCloseable {

    private final List<String> erasureTokens = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile HttpHandler todos = answer(200, "[]");
    private volatile HttpHandler erasure = this::erase;

    public TodoServiceStandIn() {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Database.todoServicePort()), 0);
            server.createContext("/api/account", exchange -> {
                try (exchange) {
                    erasureTokens.add(bearer(exchange));
                    erasure.handle(exchange);
                }
            });
            server.createContext("/api/todos/export", exchange -> {
                try (exchange) {
                    todos.handle(exchange);
                }
            });
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void answerErasures(int status, String body) {
        erasure = answer(status, body);
    }

    public void eraseHonestly() {
        erasure = this::erase;
    }

    public void answerExports(int status, String body) {
        todos = answer(status, body);
    }

    /** An answer that ends before it is complete. */
    public void breakExportsOffAfter(String body) {
        todos = exchange -> {
            exchange.sendResponseHeaders(200, body.length() + 1_000);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Gives back the credentials it was asked with. */
    public void answerExportsWithTheirCredentials() {
        todos = exchange ->
                answer(200, "[{\"title\": \"" + bearer(exchange) + "\"}]").handle(exchange);
    }

    /** What each request for an erasure carried. */
    public List<String> erasureTokens() {
        return erasureTokens;
    }

    private void erase(HttpExchange exchange) throws IOException {
        var account = Person.decoded(bearer(exchange), 1).getString("sub");
        answer(200, "{\"account\": \"%s\", \"erasedAt\": \"%s\", \"todos\": 3}".formatted(account, Instant.now()))
                .handle(exchange);
    }

    private static String bearer(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
    }

    private static HttpHandler answer(int status, String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
