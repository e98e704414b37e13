package dev.tandem.kit.trace;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Names a request in its log lines and problems: the caller's W3C trace where there is one, else one of our own. */
@Singleton
public class TraceId {

    public static final String NAME = "traceId";

    private static final CharSequence TRACE_PARENT_HEADER = HttpHeaders.createOptimized("traceparent");

    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    public void name(RoutingContext request) {
        MDC.put(NAME, of(request.request().getHeader(TRACE_PARENT_HEADER)));
        request.next();
    }

    public static String current() {
        return MDC.get(NAME) instanceof String traceId ? traceId : random();
    }

    static String of(String traceParent) {
        if (traceParent == null) {
            return random();
        }
        var matcher = TRACE_PARENT.matcher(traceParent);
        return matcher.matches() ? matcher.group(1) : random();
    }

    private static String random() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
