package dev.tandem.kit.connection;

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

    boolean isLimited(InetAddress client) {
        return !unlimited.test(client);
    }
}
