package dev.tandem.todo.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The web origins whose pages may call. */
@Singleton
class AllowedOrigins {

    private final List<String> origins;

    AllowedOrigins(@ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins) {
        this.origins = origins.orElse(List.of());
    }

    /** Whether the page that sent the request, if any, is on the list or this service's own. */
    boolean mayCall(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaderNames.ORIGIN);
        return origin == null
                || origins.contains(origin)
                || origin.equals(request.scheme() + "://" + request.authority());
    }

    static Problem notAllowed() {
        return Problem.of(403, "origin_not_allowed", "This page may not call this service.");
    }
}
