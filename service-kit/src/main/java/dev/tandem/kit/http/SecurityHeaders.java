package dev.tandem.kit.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * The headers of every answer, whoever gives it; the browser app's own pages replace some. They are set in one go and
 * as bytes that need no more checking: as settings (quarkus.http.header) each would be one more route on every
 * request's way.
 */
@Singleton
class SecurityHeaders {

    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence STRICT_TRANSPORT_SECURITY =
            HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence NEVER_A_PAGE =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

    private static final CharSequence AUTHORIZATION = HttpHeaders.createOptimized("Authorization");

    private static final CharSequence CROSS_ORIGIN_RESOURCE_POLICY =
            HttpHeaders.createOptimized("cross-origin-resource-policy");
    private static final CharSequence SAME_SITE = HttpHeaders.createOptimized("same-site");

    private final CharSequence strictTransportSecurity;
    private final String privatePath;
    private final CharSequence privateCacheControl;

    SecurityHeaders(WebConfig config) {
        this.strictTransportSecurity = HttpHeaders.createOptimized(config.strictTransportSecurity());
        this.privatePath = config.privatePath();
        this.privateCacheControl = HttpHeaders.createOptimized(config.privateCacheControl());
    }

    void set(RoutingContext request) {
        var path = request.normalizedPath();
        var headers = request.response().headers();
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.set(HttpHeaderNames.X_FRAME_OPTIONS, DENY);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(CROSS_ORIGIN_RESOURCE_POLICY, SAME_SITE);
        headers.set(STRICT_TRANSPORT_SECURITY, strictTransportSecurity);
        if (!path.startsWith("/q/swagger-ui")) {
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, NEVER_A_PAGE);
        }
        if (path.startsWith(privatePath)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, privateCacheControl);
            headers.set(HttpHeaderNames.VARY, AUTHORIZATION);
        }
        request.next();
    }
}
