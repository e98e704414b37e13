package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Refuses what is too large before anything else looks at it, and answers for failures outside the REST layer. */
@Singleton
class RequestLimits {

    private static final Logger LOG = Logger.getLogger(RequestLimits.class);

    private final SecurityHeaders securityHeaders;
    private final RequestSyntax syntax;
    private final AllowedOrigins origins;
    private final boolean swaggerUi;

    RequestLimits(
            SecurityHeaders securityHeaders,
            RequestSyntax syntax,
            AllowedOrigins origins,
            @ConfigProperty(name = "quarkus.swagger-ui.enabled") boolean swaggerUi) {
        this.securityHeaders = securityHeaders;
        this.syntax = syntax;
        this.origins = origins;
        this.swaggerUi = swaggerUi;
    }

    void install(@Observes Router router) {
        if (!swaggerUi) {
            router.route("/q/swagger-ui*").order(RouteOrder.FIRST + 1).handler(request -> request.fail(404));
        }
        router.route().order(RouteOrder.FAILURES).failureHandler(this::failed);
    }

    void limit(RoutingContext request) {
        var problem = syntax.check(request.request());
        if (problem.isPresent()) {
            problem.get().answer(request);
            return;
        }
        if (!origins.mayCall(request.request())) {
            AllowedOrigins.notAllowed().answer(request);
            return;
        }
        request.next();
    }

    private void failed(RoutingContext request) {
        var failure = request.failure();
        if (failure instanceof AuthenticationException || failure instanceof ForbiddenException) {
            request.next();
            return;
        }
        if (request.response().headWritten()) {
            request.response().reset();
            return;
        }
        // Vert.x fails some requests before the first handler.
        securityHeaders.forEach(request.response().headers()::set);
        if (failure instanceof Problem problem) {
            problem.answer(request);
            return;
        }
        var problem = Problem.of(failure instanceof RejectedExecutionException ? 503 : request.statusCode());
        if (problem.status() == 500) {
            LOG.error("A request failed outside the REST layer", failure);
        }
        if (problem.status() == 413) {
            request.response().putHeader(HttpHeaderNames.CONNECTION, "close");
            request.response().endHandler(end -> request.request().connection().close());
        }
        problem.answer(request);
    }
}
