package dev.tandem.kit.http;

import dev.tandem.kit.trace.TraceId;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What is done with every request before anything else looks at it, in this order. */
@Singleton
class RequestPipeline {

    private final SecurityHeaders headers;
    private final TraceId traceId;
    private final RequestLimits limits;

    RequestPipeline(SecurityHeaders headers, TraceId traceId, RequestLimits limits) {
        this.headers = headers;
        this.traceId = traceId;
        this.limits = limits;
    }

    void install(@Observes Router router) {
        router.route()
                .order(RouteOrder.FIRST)
                .handler(headers::set)
                .handler(traceId::name)
                .handler(limits::limit);
    }
}
