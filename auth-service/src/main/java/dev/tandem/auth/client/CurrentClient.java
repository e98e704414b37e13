package dev.tandem.auth.client;

import dev.tandem.kit.client.TrustedProxies;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;

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
        return new Client(request.getHeader("User-Agent"), proxies.client(request));
    }
}
