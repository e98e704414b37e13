package dev.tandem.auth.todo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.kit.problem.Problem;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** What auth-service asks of todo-service. */
@ApplicationScoped
public class TodoService {

    private static final Logger LOG = Logger.getLogger(TodoService.class);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final int LARGEST_RECEIPT = 4 * 1024;

    /** The name under which {@code quarkus.tls.*} may say which authorities to trust for todo-service. */
    private static final String TLS_NAME = "todo";

    private final URI account;
    private final URI export;
    private final HttpClient http;
    private final ObjectMapper mapper;

    @Inject
    TodoService(TodoServiceConfig config, TlsConfigurationRegistry tls, ObjectMapper mapper) throws Exception {
        this.mapper = mapper;
        this.account = URI.create(config.url() + "/api/account");
        this.export = URI.create(config.url() + "/api/todos/export?format=json");
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER);
        sslContext(tls).ifPresent(client::sslContext);
        this.http = client.build();
    }

    private static Optional<SSLContext> sslContext(TlsConfigurationRegistry tls) throws Exception {
        var configuration = tls.get(TLS_NAME);
        return configuration.isPresent() ? Optional.of(configuration.get().createSSLContext()) : Optional.empty();
    }

    /** Everything of the account that {@code erasureToken} names, gone for good however often it is asked for. */
    String erase(String erasureToken) throws IOException, InterruptedException {
        var request = request(account, "Bearer " + erasureToken).DELETE().build();
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_RECEIPT));
        try {
            var response = exchange.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no complete answer in " + ANSWER_LIMIT.toSeconds() + " s", e);
        } finally {
            exchange.cancel(true);
        }
    }

    /**
     * All to-dos of an account as a JSON array, to be closed.
     *
     * @param authorization the account's own credentials
     * @throws Problem 401 if todo-service rejects the credentials, 503 if it can't be reached
     */
    public TodoExport export(String authorization) {
        try {
            var request = request(export, authorization).GET().build();
            var response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return new TodoExport(response.body(), mapper);
            }
            response.body().close();
            throw response.statusCode() == 401
                    ? Problem.invalidToken()
                    : unavailable("status " + response.statusCode());
        } catch (IOException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static HttpRequest.Builder request(URI uri, String authorization) {
        return HttpRequest.newBuilder(uri)
                .timeout(ANSWER_LIMIT)
                .header(HttpHeaders.ACCEPT, "application/json")
                .header(HttpHeaders.AUTHORIZATION, authorization);
    }

    static Problem unavailable(Object reason) {
        LOG.warnf("To-dos for an export are unavailable: %s", reason);
        return Problem.of(503, "todos_unavailable", "Your to-dos can't be read at the moment. Try again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, "5");
    }
}
