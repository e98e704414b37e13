package dev.tandem.kit.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cookies of a request, parsed by RFC 6265. The REST layer's own parser splits at commas and takes {@code $Version} for
 * an attribute, so that a cookie which another host of the same domain has set can make it fail.
 */
@Singleton
public class Cookies {

    private static final String PREFIX = "__Host-";

    /** How often {@code request} has the cookie called {@code name}; a client with more than one has not got them all here. */
    public static long count(String name, HttpServerRequest request) {
        return decode(request).filter(cookie -> cookie.name().equals(name)).count();
    }

    /** Leaves only the cookies that this host alone can have set. */
    void filter(RoutingContext request) {
        var headers = request.request().headers();
        if (headers.contains(HttpHeaderNames.COOKIE)) {
            var own = decode(request.request())
                    .filter(cookie -> cookie.name().startsWith(PREFIX))
                    .map(cookie -> cookie.name() + '=' + cookie.value())
                    .collect(Collectors.joining("; "));
            headers.remove(HttpHeaderNames.COOKIE);
            if (!own.isEmpty()) {
                headers.set(HttpHeaderNames.COOKIE, own);
            }
        }
        request.next();
    }

    private static Stream<Cookie> decode(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaderNames.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream());
    }
}
