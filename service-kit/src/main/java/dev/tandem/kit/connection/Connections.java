package dev.tandem.kit.connection;

import dev.tandem.kit.client.Network;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The open connections of one port. If there are too many, the one that has waited longest for a request makes room for
 * the next, so that silent connections keep nobody out.
 */
final class Connections {

    private static final AttributeKey<Connections> OF_PORT = AttributeKey.valueOf(Connections.class, "port");

    /** How often at most all connections are asked what they have queued. */
    private static final long RELIEF_NANOS = 20_000_000;

    /** Makes the connections of each port. */
    record Factory(ConnectionPolicy policy, ConnectionMetrics metrics, RawProblem rawProblem) {

        Connections of(Channel port) {
            var attribute = port.attr(OF_PORT);
            var connections = attribute.get();
            if (connections == null) {
                attribute.setIfAbsent(new Connections(policy, metrics, rawProblem));
                connections = attribute.get();
            }
            return connections;
        }
    }

    private final ConnectionPolicy policy;
    private final ConnectionMetrics metrics;
    private final RawProblem rawProblem;
    private final Set<ConnectionHandler> open = new HashSet<>();
    private final Map<Network, Integer> perNetwork = new HashMap<>();
    private long relievedAt = System.nanoTime() - RELIEF_NANOS;

    Connections(ConnectionPolicy policy, ConnectionMetrics metrics, RawProblem rawProblem) {
        this.policy = policy;
        this.metrics = metrics;
        this.rawProblem = rawProblem;
    }

    ConnectionPolicy policy() {
        return policy;
    }

    RawProblem rawProblem() {
        return rawProblem;
    }

    void count(CloseReason reason) {
        metrics.closed(reason);
    }

    /** Whether {@code connection} may stay open; closes another one if that makes room for it. */
    synchronized boolean admit(ConnectionHandler connection) {
        boolean admitted = !policy.isLimited(connection.address())
                || connection.networks().stream().allMatch(this::hasPlace);
        if (!admitted) {
            metrics.closed(CloseReason.CLIENT_LIMIT);
            return false;
        }
        if (open.size() >= policy.total() && !makeRoom(other -> true, CloseReason.TOTAL_LIMIT)) {
            metrics.closed(CloseReason.TOTAL_LIMIT);
            return false;
        }
        open.add(connection);
        connection.networks().forEach(network -> perNetwork.merge(network, 1, Integer::sum));
        metrics.opened();
        return true;
    }

    synchronized void remove(ConnectionHandler connection) {
        if (open.remove(connection)) {
            connection
                    .networks()
                    .forEach(network ->
                            perNetwork.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1));
            metrics.removed();
        }
    }

    /** Closes connections whose clients have left a response unread longest, until little enough is queued altogether. */
    synchronized void limitQueuedBytes() {
        long now = System.nanoTime();
        if (now - relievedAt < RELIEF_NANOS) {
            return;
        }
        relievedAt = now;
        while (queuedBytes() > policy.queuedBytes()
                && close(
                        connection -> connection.queuedBytes() > 0,
                        ConnectionHandler::queuedSince,
                        CloseReason.QUEUED_BYTES)) {}
    }

    private long queuedBytes() {
        return open.stream().mapToLong(ConnectionHandler::queuedBytes).sum();
    }

    private boolean hasPlace(Network network) {
        return perNetwork.getOrDefault(network, 0) < policy.most(network)
                || makeRoom(other -> other.networks().contains(network), CloseReason.CLIENT_LIMIT);
    }

    private boolean makeRoom(Predicate<ConnectionHandler> candidate, CloseReason reason) {
        return close(
                connection -> connection.isWaiting() && candidate.test(connection),
                ConnectionHandler::waitingSince,
                reason);
    }

    private boolean close(
            Predicate<ConnectionHandler> candidate, ToLongFunction<ConnectionHandler> since, CloseReason reason) {
        long now = System.nanoTime();
        var longest = open.stream()
                .filter(candidate)
                .max(Comparator.comparingLong(connection -> now - since.applyAsLong(connection)));
        longest.ifPresent(connection -> {
            remove(connection);
            connection.close(reason);
        });
        return longest.isPresent();
    }
}
