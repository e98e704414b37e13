package dev.tandem.kit.http;

import dev.tandem.kit.problem.AllowedMethods;
import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers OPTIONS with what a path allows; preflight requests of CORS are answered before. */
@Singleton
class OptionsHandler {

    private final AllowedMethods allowedMethods;

    OptionsHandler(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    void install(@Observes Router router) {
        router.route().method(HttpMethod.OPTIONS).order(RouteOrder.OPTIONS).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        var allowed = allowedMethods.at(request.normalizedPath());
        if (allowed.isEmpty()) {
            Problem.of(404).answer(request);
            return;
        }
        request.response()
                .setStatusCode(204)
                .putHeader(HttpHeaderNames.ALLOW, allowed.get())
                .end();
    }
}
