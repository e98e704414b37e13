package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Rejects a request head that could mean one thing to one handler and another to the next: a second spelling of a path, a
 * header sent twice, a host that is none.
 */
@Singleton
class RequestSyntax {

    private static final int MAX_URI_LENGTH = 8 * 1024;
    private static final List<CharSequence> SINGLE_HEADERS =
            List.of(HttpHeaderNames.CONTENT_TYPE, HttpHeaderNames.ORIGIN, "Idempotency-Key", "Sec-Fetch-Site");

    private final String privatePath;

    RequestSyntax(WebConfig config) {
        this.privatePath = config.privatePath();
    }

    /** The problem that {@code request} is answered with; empty if its head is valid. */
    Optional<Problem> check(HttpServerRequest request) {
        if (request.uri().length() > MAX_URI_LENGTH) {
            return Optional.of(Problem.of(414));
        }
        if (!isExact(request.path())) {
            return Optional.of(Problem.of(404));
        }
        return checkHeaders(request);
    }

    private Optional<Problem> checkHeaders(HttpServerRequest request) {
        var headers = request.headers();
        var hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_1) {
            return invalid("The header Host must be given once.");
        }
        if (!hosts.isEmpty() && !UriSyntax.isAuthority(hosts.getFirst())) {
            return invalid("The header Host must be a host name or address with an optional port.");
        }
        if (headers.getAll(HttpHeaderNames.AUTHORIZATION).size() > 1) {
            return Optional.of(Problem.invalidToken());
        }
        for (var name : SINGLE_HEADERS) {
            if (headers.contains(name) && headers.getAll(name).size() > 1) {
                return invalid("The header " + name + " must be given once.");
            }
        }
        var coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding)) {
            return invalid("The only transfer coding is chunked.");
        }
        var expectation = headers.get(HttpHeaderNames.EXPECT);
        if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
            return Optional.of(Problem.of(417));
        }
        return Optional.empty();
    }

    /**
     * Whether {@code path} is the one spelling of the path it names: handlers compare paths before and after
     * normalisation, with and without what follows a semicolon.
     */
    private boolean isExact(String path) {
        return UriSyntax.isNormal(path) && !(path.endsWith("/") && isRouted(path));
    }

    /** The REST layer takes a path with a trailing slash for the one without. */
    private boolean isRouted(String path) {
        return path.startsWith(privatePath) || path.startsWith("/q/") || path.startsWith("/.well-known/");
    }

    private static Optional<Problem> invalid(String detail) {
        return Optional.of(Problem.of(400, "malformed_request", detail));
    }
}
