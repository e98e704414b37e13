package dev.tandem.kit.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;

/**
 * The headers of every response, whichever handler writes it; the browser app's own pages replace some. They are set in
 * one handler and as values that need no validation: as settings ({@code quarkus.http.header}) each would be one more
 * route for every request.
 */
@Singleton
public class SecurityHeaders {

    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence RESOURCE_POLICY = HttpHeaders.createOptimized("cross-origin-resource-policy");
    private static final CharSequence SAME_SITE = HttpHeaders.createOptimized("same-site");
    private static final CharSequence STRICT_TRANSPORT_SECURITY =
            HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence NO_DOCUMENT =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence CREDENTIALS_AND_ORIGIN = HttpHeaders.createOptimized("Authorization, Origin");

    private final CharSequence strictTransportSecurity;
    private final String privatePath;
    private final CharSequence privateCacheControl;

    SecurityHeaders(WebConfig config) {
        this.strictTransportSecurity = HttpHeaders.createOptimized(config.strictTransportSecurity());
        this.privatePath = config.privatePath();
        this.privateCacheControl = HttpHeaders.createOptimized(config.privateCacheControl());
    }

    /** Passes each header and its value to {@code sink}, for a response that is no document. */
    public void forEach(BiConsumer<CharSequence, CharSequence> sink) {
        sink.accept(CONTENT_TYPE_OPTIONS, NOSNIFF);
        sink.accept(HttpHeaderNames.X_FRAME_OPTIONS, DENY);
        sink.accept(REFERRER_POLICY, NO_REFERRER);
        sink.accept(RESOURCE_POLICY, SAME_SITE);
        sink.accept(STRICT_TRANSPORT_SECURITY, strictTransportSecurity);
        sink.accept(HttpHeaderNames.CONTENT_SECURITY_POLICY, NO_DOCUMENT);
    }

    void set(RoutingContext request) {
        var path = request.normalizedPath();
        var headers = request.response().headers();
        forEach(headers::set);
        if (path.startsWith("/q/swagger-ui")) {
            headers.remove(HttpHeaderNames.CONTENT_SECURITY_POLICY);
        }
        if (path.startsWith(privatePath)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, privateCacheControl);
            headers.set(HttpHeaderNames.VARY, CREDENTIALS_AND_ORIGIN);
        } else {
            headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        }
        request.next();
    }
}
