package dev.tandem.kit.connection;

import dev.tandem.kit.client.TrustedProxies;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Applies the limits to every port that the service opens. */
@Singleton
class ConnectionLimits {

    private final Connections.Factory connections;

    ConnectionLimits(
            ConnectionConfig config, TrustedProxies proxies, ConnectionMetrics metrics, RawProblem rawProblem) {
        this.connections =
                new Connections.Factory(ConnectionPolicy.of(config, proxies::isTrusted), metrics, rawProblem);
    }

    /** The router is ready before the ports are opened. */
    void activate(@Observes Router router) {
        ConnectionGuard.activate(connections);
    }
}
