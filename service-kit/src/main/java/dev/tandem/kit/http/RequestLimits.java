package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Refuses what is too large before anything else looks at it, and answers for failures outside the REST layer. */
@Singleton
class RequestLimits {

    private static final Logger LOG = Logger.getLogger(RequestLimits.class);
    private static final int LONGEST_URI = 8 * 1024;

    private final AllowedOrigins origins;
    private final BodyHandler body;
    private final boolean swaggerUi;

    /** The whole body is read here, so that one sent in chunks is counted too, and no worker waits for a slow one. */
    RequestLimits(
            AllowedOrigins origins,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody,
            @ConfigProperty(name = "quarkus.swagger-ui.enabled") boolean swaggerUi) {
        this.origins = origins;
        this.swaggerUi = swaggerUi;
        this.body = BodyHandler.create(false).setBodyLimit(largestBody.asLongValue());
    }

    void install(@Observes Router router) {
        if (!swaggerUi) {
            router.route("/q/swagger-ui*").order(RouteOrder.FIRST + 1).handler(request -> request.fail(404));
        }
        router.route().order(RouteOrder.FAILURES).failureHandler(this::failed);
    }

    void limit(RoutingContext request) {
        if (request.request().uri().length() > LONGEST_URI) {
            request.fail(414);
            return;
        }
        if (!origins.mayCall(request.request())) {
            AllowedOrigins.notAllowed().answer(request);
            return;
        }
        if (isEmpty(request.request())) {
            request.next(); // still paused: an end that came before anyone listens would never be seen
            return;
        }
        request.request().resume();
        body.handle(request);
    }

    private static boolean isEmpty(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        return request.getHeader(HttpHeaderNames.TRANSFER_ENCODING) == null && (length == null || length.equals("0"));
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
