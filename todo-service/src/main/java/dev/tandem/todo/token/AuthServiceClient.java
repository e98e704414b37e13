package dev.tandem.todo.token;

import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Asks auth-service, bounded in time and size and following nothing. */
@Singleton
class AuthServiceClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /** The name under which {@code quarkus.tls.*} may say which authorities to trust for auth-service. */
    private static final String TLS_NAME = "auth";

    private final HttpClient http;

    @Inject
    AuthServiceClient(TlsConfigurationRegistry tls) throws Exception {
        this(sslContext(tls));
    }

    AuthServiceClient(Optional<SSLContext> trust) {
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

    HttpResponse<byte[]> get(HttpRequest.Builder request, Duration limit, int largestAnswer)
            throws IOException, InterruptedException {
        request.timeout(limit).header("Accept", "application/json");
        // The request's own limit ends with the headers; waiting for the future bounds the body too.
        var exchange =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), largestAnswer));
        try {
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no complete answer in " + limit.toSeconds() + " s", e);
        } finally {
            exchange.cancel(true);
        }
    }
}
