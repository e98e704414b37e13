package dev.tandem.todo.app;

import dev.tandem.kit.http.EntityTags;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file of the browser app, held in memory.
 *
 * @param gzipped the same made smaller when the app was built, where that is worth it
 */
record AppFile(Buffer content, Optional<Buffer> gzipped, String type, String cacheControl, String entityTag) {

    /** A file whose name says what is in it, as the app's build names them. */
    static AppFile fingerprinted(String name, Buffer content, Optional<Buffer> gzipped, String type) {
        return new AppFile(content, gzipped, type, "public, max-age=31536000, immutable", "\"" + name + "\"");
    }

    static AppFile changing(Buffer content, String type) {
        return new AppFile(content, Optional.empty(), type, "no-cache", "\"" + sha256(content) + "\"");
    }

    void answer(RoutingContext request) {
        var response = request.response()
                .putHeader(HttpHeaderNames.CACHE_CONTROL, cacheControl)
                .putHeader(HttpHeaderNames.VARY, "Accept, Accept-Encoding, Origin");
        boolean small = gzipped.isPresent() && takesGzip(request);
        // Another body is another tag.
        var tag = small ? entityTag.replaceFirst("\"$", "-gz\"") : entityTag;
        response.putHeader(HttpHeaderNames.ETAG, tag);
        if (isKnown(request, tag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, type);
        if (small) {
            response.putHeader(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        response.end(small ? gzipped.get() : content); // of which HEAD sends the length alone
    }

    private static boolean isKnown(RoutingContext request, String tag) {
        return EntityTags.of(HttpHeaders.IF_NONE_MATCH, request.request())
                .filter(tags -> tags.matchWeakly(tag))
                .isPresent();
    }

    private static boolean takesGzip(RoutingContext request) {
        var accepted = request.request().getHeader(HttpHeaderNames.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private static String sha256(Buffer content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
