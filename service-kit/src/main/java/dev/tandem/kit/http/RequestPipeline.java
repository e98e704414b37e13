package dev.tandem.kit.http;

import dev.tandem.kit.trace.TraceId;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What every request goes through before any other handler, in this order. */
@Singleton
class RequestPipeline {

    private final SecurityHeaders headers;
    private final TraceId traceId;
    private final RequestLimits limits;
    private final Cookies cookies;
    private final RequestBody body;

    RequestPipeline(SecurityHeaders headers, TraceId traceId, RequestLimits limits, Cookies cookies, RequestBody body) {
        this.headers = headers;
        this.traceId = traceId;
        this.limits = limits;
        this.cookies = cookies;
        this.body = body;
    }

    void install(@Observes Router router) {
        router.route()
                .order(RouteOrder.FIRST)
                .handler(RequestMetrics::setUnmatched)
                .handler(headers::set)
                .handler(traceId::name)
                .handler(limits::limit)
                .handler(cookies::filter)
                .handler(body::read)
                .handler(body::complete);
    }
}
