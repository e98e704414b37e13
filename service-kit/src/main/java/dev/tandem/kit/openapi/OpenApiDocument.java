package dev.tandem.kit.openapi;

import dev.tandem.kit.http.RouteOrder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The API described as OpenAPI, in the words that the build left: they are read when somebody asks for them. */
@Singleton
public class OpenApiDocument {

    private static final String PATH = "/q/openapi";
    private static final String BUILT = OpenApiConstants.BASE_NAME + ".JSON";

    private volatile byte[] json;

    /**
     * Keeps the extension from reading the description and writing it anew, as JSON and as YAML, at every start: to be
     * called before the service starts.
     */
    public static void leaveAsBuilt() {
        OpenApiConstants.classLoader = new ClassLoader() {
            @Override
            public InputStream getResourceAsStream(String name) {
                return null;
            }
        };
    }

    void install(@Observes Router router) {
        router.route(PATH + "*").order(RouteOrder.DESCRIPTION).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        if (!request.normalizedPath().equals(PATH)) {
            request.fail(404);
            return;
        }
        var method = request.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            request.response().putHeader(HttpHeaderNames.ALLOW, "GET, HEAD");
            request.fail(405);
            return;
        }
        request.response()
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(json()));
    }

    private byte[] json() {
        if (json == null) {
            json = read();
        }
        return json;
    }

    private static byte[] read() {
        try (var built = OpenApiDocument.class.getClassLoader().getResourceAsStream(BUILT)) {
            return built.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
