package dev.tandem.auth.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Answers as problem details what never reaches the REST layer and would otherwise have an empty body. */
@Singleton
class FrameworkProblems {

    private static final Logger LOG = Logger.getLogger(FrameworkProblems.class);

    /** After the trace id is there, before Quarkus' own checks. */
    private static final int EARLY = 900;

    private final AllowedOrigins origins;

    FrameworkProblems(AllowedOrigins origins) {
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    void register(@Observes Router router) {
        router.route().order(-EARLY).failureHandler(FrameworkProblems::failed);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        if (isTooLarge(request)) {
            context.response().putHeader(HttpHeaderNames.CONNECTION, "close");
            answer(context, 413, StandardProblem.of(413).code());
        } else if (!origins.mayCall(request)) {
            answer(context, 403, "origin_not_allowed");
        } else {
            context.next();
        }
    }

    private static boolean isTooLarge(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > JsonBodies.MAXIMUM_BYTES;
    }

    private static void failed(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        int status = context.statusCode();
        if (context.failure() instanceof RejectedExecutionException) {
            status = 503;
        } else if (status < 400 || status >= 500) {
            LOG.error("A request failed outside the REST layer", context.failure());
            status = 500;
        }
        answer(context, status, StandardProblem.of(status).code());
    }

    private static void answer(RoutingContext context, int status, String code) {
        var standard = StandardProblem.of(status);
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("status", status)
                        .put("title", standard.title())
                        .put("detail", standard.detail())
                        .put(Problems.CODE, code)
                        .put(TraceId.NAME, TraceId.of(context))
                        .toBuffer());
    }
}
