package dev.tandem.auth.session;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;

/**
 * Who calls, as far as can be seen from outside.
 *
 * @param userAgent as sent, cut to 512 characters; null where there is none
 */
public record Client(String userAgent, InetAddress address) {

    private static final int USER_AGENT_LENGTH = 512;

    public static Client of(HttpServerRequest request) {
        var userAgent = request.getHeader("User-Agent");
        return new Client(
                userAgent == null ? null : userAgent.substring(0, Math.min(userAgent.length(), USER_AGENT_LENGTH)),
                InetAddress.ofLiteral(request.remoteAddress().hostAddress()));
    }
}
