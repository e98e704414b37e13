package dev.tandem.kit.http;

import dev.tandem.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.AsciiString;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the body of a request before any worker thread is used, so that a slow one blocks none and one sent in chunks is
 * limited like any other.
 */
@Singleton
class RequestBody {

    private final BodyHandler reader;

    RequestBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxSize) {
        this.reader = BodyHandler.create(false).setBodyLimit(maxSize.asLongValue());
    }

    void read(RoutingContext request) {
        if (hasNone(request.request())) {
            request.next(); // still paused: an end that came before anyone listens would never be seen
            return;
        }
        if (isEncoded(request.request())) {
            Problem.of(415, "unsupported_media_type", "The body must not have a Content-Encoding.")
                    .answer(request);
            return;
        }
        if (isForm(request.request())) {
            // Vert.x would decode it, and fail if the method is GET.
            Problem.of(415).answer(request);
            return;
        }
        request.request().resume();
        reader.handle(request);
    }

    /**
     * Sets an empty body if one was announced and nothing came. Without it the REST layer would wait for a body that has
     * ended already, until its read timeout.
     */
    void complete(RoutingContext request) {
        if (hasNone(request.request())) {
            request.next();
            return;
        }
        if (request.body().buffer() == null) {
            ((RoutingContextInternal) request).setBody(Buffer.buffer());
        }
        if (request.body().length() > 0 && !request.request().headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
            Problem.of(415, "unsupported_media_type", "The body needs a Content-Type.")
                    .answer(request);
            return;
        }
        request.next();
    }

    private static boolean hasNone(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        return request.getHeader(HttpHeaderNames.TRANSFER_ENCODING) == null && (length == null || length.equals("0"));
    }

    private static boolean isForm(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
        return type != null
                && (startsWith(HttpHeaderValues.MULTIPART_FORM_DATA, type)
                        || startsWith(HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED, type));
    }

    private static boolean startsWith(AsciiString prefix, String text) {
        return text.regionMatches(true, 0, prefix.toString(), 0, prefix.length());
    }

    private static boolean isEncoded(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding);
    }
}
