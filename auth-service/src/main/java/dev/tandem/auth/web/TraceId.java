package dev.tandem.auth.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Gives each request a trace id, the caller's own (W3C Trace Context) where it sends one, for logs and problems. */
@Singleton
class TraceId {

    static final String NAME = "traceId";

    /** Before every other filter, so that what they answer has one too. */
    private static final int FIRST = 1000;

    private static final String UNKNOWN = "0".repeat(32);
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    void register(@Observes Filters filters) {
        filters.register(TraceId::start, FIRST);
    }

    static String of(RoutingContext context) {
        String traceId = context == null ? null : context.get(NAME);
        return traceId == null ? UNKNOWN : traceId;
    }

    private static void start(RoutingContext context) {
        var traceId = from(context.request());
        context.put(NAME, traceId);
        MDC.put(NAME, traceId);
        context.next();
    }

    private static String from(HttpServerRequest request) {
        var traceparent = request.getHeader("traceparent");
        if (traceparent != null) {
            var matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches() && !matcher.group(1).equals(UNKNOWN)) {
                return matcher.group(1);
            }
        }
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
