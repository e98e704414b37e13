package dev.tandem.todo.token;

import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Asks auth-service for its keys, bounded in time and size and following nothing. */
@ApplicationScoped
class JwksClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final int ANSWER_LIMIT_SECONDS = 5;
    private static final int LARGEST_ANSWER = 64 * 1024;

    /** The name under which {@code quarkus.tls.*} may say which authorities to trust for auth-service. */
    private static final String TLS_NAME = "auth";

    private final URI url;
    private final HttpClient http;
    private volatile String etag;

    @Inject
    JwksClient(AuthConfig settings, TlsConfigurationRegistry tls) throws Exception {
        this(settings.jwksUrl(), sslContext(tls));
    }

    JwksClient(URI url, Optional<SSLContext> trust) {
        this.url = url;
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER);
        trust.ifPresent(client::sslContext);
        this.http = client.build();
    }

    private static Optional<SSLContext> sslContext(TlsConfigurationRegistry tls) throws Exception {
        var configuration = tls.get(TLS_NAME);
        return configuration.isPresent() ? Optional.of(configuration.get().createSSLContext()) : Optional.empty();
    }

    /** The keys by their id; empty where those of last time are still right. */
    Optional<Map<String, PublicKey>> fetch() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(ANSWER_LIMIT_SECONDS))
                .header("Accept", "application/json");
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        // The request's own limit ends with the headers; waiting for the future bounds the body too.
        var exchange =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            var response = exchange.get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
            if (response.statusCode() == 304 && etag != null) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            var keys = Jwks.parse(new String(response.body(), StandardCharsets.UTF_8));
            etag = response.headers().firstValue("ETag").orElse(null);
            return Optional.of(keys);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no complete answer in " + ANSWER_LIMIT_SECONDS + " s", e);
        } finally {
            exchange.cancel(true);
        }
    }
}
