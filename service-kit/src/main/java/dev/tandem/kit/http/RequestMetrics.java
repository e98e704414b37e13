package dev.tandem.kit.http;

import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/** Keeps the metrics of requests to the routes there are. */
final class RequestMetrics {

    /** Under this name the REST layer leaves the template of the route that it has found, for the metrics. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final String UNMATCHED = "/unmatched";

    private RequestMetrics() {}

    /** Whatever no route of the REST layer answers is one series; otherwise each path would be a new one. */
    static void setUnmatched(RoutingContext request) {
        ((HttpServerRequestInternal) request.request()).context().putLocal(TEMPLATE, UNMATCHED);
        request.next();
    }
}
