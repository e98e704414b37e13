package dev.tandem.todo.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Serves the browser app: its one document at every address that could be a page of it, its fingerprinted files for
 * good. What is neither is left to the API, which says what is not there.
 */
@Singleton
class BrowserApp {

    private static final Logger LOG = Logger.getLogger(BrowserApp.class);

    /** After limits and headers, before everything that answers. */
    private static final int ORDER = 100;

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final AppConfig config;
    private final Map<String, AppFile> assets = new HashMap<>();
    private AppFile document;

    BrowserApp(AppConfig config) {
        this.config = config;
    }

    void install(@Observes Router router) {
        var names = resource("files.txt");
        if (names.isEmpty()) {
            LOG.warn("This build has no browser app: it was made without Node.js");
            return;
        }
        for (var name : text(names.get()).split("\n")) {
            var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            var file = AppFile.fingerprinted(name, resource(name).orElseThrow(), resource(name + ".gz"), type);
            assets.put("/" + name, file);
        }
        document = AppFile.changing(documentFor(config.authOrigin()), "text/html; charset=utf-8");
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(ORDER)
                .handler(this::serve);
    }

    private void serve(RoutingContext request) {
        var path = request.normalizedPath();
        if (assets.containsKey(path)) {
            assets.get(path).answer(request);
        } else if (path.equals("/") || isPage(path) && takesHtml(request)) {
            request.response()
                    .putHeader("Content-Security-Policy", policy())
                    .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                    .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                    .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
            document.answer(request);
        } else {
            request.next();
        }
    }

    /** Neither a path of the API or the platform, nor one that looks like a file. */
    private static boolean isPage(String path) {
        return !isBelow("/api", path) && !isBelow("/q", path) && path.indexOf('.', path.lastIndexOf('/')) < 0;
    }

    private static boolean isBelow(String parent, String path) {
        return path.equals(parent) || path.startsWith(parent + "/");
    }

    /** A page is asked for by someone who would look at it; a program is better served with a problem. */
    private static boolean takesHtml(RoutingContext request) {
        var accepted = request.request().getHeader("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private String policy() {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'",
                "connect-src 'self' " + config.authOrigin(),
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'");
    }

    private static Buffer documentFor(String authOrigin) {
        var placeholder = "<meta name=\"auth-origin\" content=\"\" />";
        var html = text(resource("index.html").orElseThrow());
        if (!html.contains(placeholder)) {
            throw new IllegalStateException("The browser app's document has no place for auth-service's address");
        }
        return Buffer.buffer(html.replace(placeholder, "<meta name=\"auth-origin\" content=\"" + authOrigin + "\" />"));
    }

    private static String text(Buffer buffer) {
        return buffer.toString(StandardCharsets.UTF_8).strip();
    }

    private static Optional<Buffer> resource(String name) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream("app/" + name)) {
            return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
