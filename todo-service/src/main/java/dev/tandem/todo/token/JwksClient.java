package dev.tandem.todo.token;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks auth-service for its keys. */
@Singleton
class JwksClient {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final AuthConfig settings;
    private final AuthServiceClient authService;
    private volatile String etag;

    JwksClient(AuthConfig settings, AuthServiceClient authService) {
        this.settings = settings;
        this.authService = authService;
    }

    /** The keys by their id; empty where those of last time are still right. */
    Optional<Map<String, PublicKey>> fetch() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(settings.jwksUrl());
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        var response = authService.get(request, ANSWER_LIMIT, LARGEST_ANSWER);
        if (response.statusCode() == 304 && etag != null) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        var keys = Jwks.parse(new String(response.body(), StandardCharsets.UTF_8));
        etag = response.headers().firstValue("ETag").orElse(null);
        return Optional.of(keys);
    }
}
