package dev.tandem.auth.client;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.net.InetAddress;

/** Who sent the request being answered. */
@RequestScoped
public class CurrentClient {

    private final HttpServerRequest request;
    private final TrustedProxies proxies;

    CurrentClient(HttpServerRequest request, TrustedProxies proxies) {
        this.request = request;
        this.proxies = proxies;
    }

    public Client get() {
        // Without the network interface that a link-local address may name, which no database column takes.
        var peer = InetAddress.ofLiteral(request.remoteAddress().hostAddress().split("%", 2)[0]);
        return new Client(
                request.getHeader("User-Agent"),
                proxies.client(peer, request.headers().getAll("X-Forwarded-For")));
    }
}
