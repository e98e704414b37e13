package dev.tandem.kit.connection;

import dev.tandem.kit.client.Network;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a connection may take, in time and number.
 *
 * @param unlimited clients that may open any number of connections, within the total
 */
record ConnectionPolicy(
        Duration idleTimeout,
        Duration requestTimeout,
        Duration stallTimeout,
        int perClient,
        int total,
        long queuedBytes,
        Predicate<InetAddress> unlimited) {

    private static final int CLIENTS_PER_SITE = 4;

    static ConnectionPolicy of(ConnectionConfig config, Predicate<InetAddress> unlimited) {
        return new ConnectionPolicy(
                config.idleTimeout(),
                config.requestTimeout(),
                config.stallTimeout(),
                config.perClient(),
                config.total(),
                config.queuedBytes().asLongValue(),
                unlimited);
    }

    /** Connections at once from {@code network}; an IPv6 site may have some more than one client in it. */
    int most(Network network) {
        return network.isSite() ? Math.multiplyExact(perClient, CLIENTS_PER_SITE) : perClient;
    }

    boolean isLimited(InetAddress client) {
        return !unlimited.test(client);
    }
}
