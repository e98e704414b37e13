package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The web origins whose pages may call. */
@Singleton
public class AllowedOrigins {

    private static final String ORIGIN = "Origin";
    private static final Set<String> SAME_SITE = Set.of("same-origin", "same-site");

    private final List<String> origins;

    AllowedOrigins(@ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins) {
        this.origins = origins.orElse(List.of());
    }

    /**
     * Rejects a cookie-borne call that a page of another site may have made: it needs an {@code Origin} on the list or,
     * without one, the browser's {@code Sec-Fetch-Site} (Fetch Metadata).
     *
     * @throws Problem 403 origin_not_allowed
     */
    public void requireFor(HttpHeaders headers) {
        var origin = headers.getHeaderString(ORIGIN);
        var fetchSite = headers.getHeaderString("Sec-Fetch-Site");
        boolean allowed =
                origin == null ? fetchSite != null && SAME_SITE.contains(fetchSite) : origins.contains(origin);
        if (!allowed) {
            throw notAllowed();
        }
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
