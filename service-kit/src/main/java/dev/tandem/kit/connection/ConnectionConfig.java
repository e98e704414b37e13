package dev.tandem.kit.connection;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Limits of the connections to each of a service's ports. */
@ConfigMapping(prefix = "connection")
public interface ConnectionConfig {

    /** How long a connection stays open between two requests. */
    Duration idleTimeout();

    /** How long the head of a request may take to arrive, and after it the body. */
    Duration requestTimeout();

    /** How long a client may leave a response unread. */
    Duration stallTimeout();

    /** Connections at once from one IPv4 address or IPv6 /64, four times as many from an IPv6 /48; trusted proxies have no such limit. */
    @Min(value = 1, message = "(HTTP_CONNECTIONS_PER_CLIENT) must be at least 1")
    int perClient();

    /** Connections at once to one port. */
    @Min(value = 1, message = "(HTTP_CONNECTIONS) must be at least 1")
    int total();

    /** Bytes of responses that wait for their clients, over all connections to one port. */
    MemorySize queuedBytes();

    @AssertTrue(message = "(HTTP_IDLE_TIMEOUT, HTTP_REQUEST_TIMEOUT, HTTP_STALL_TIMEOUT) must each be at least 1s")
    default boolean isEveryTimeoutLongEnough() {
        return isLongEnough(idleTimeout()) && isLongEnough(requestTimeout()) && isLongEnough(stallTimeout());
    }

    @AssertTrue(message = "(HTTP_QUEUED_BYTES) must be at least 1M, or no large response gets through")
    default boolean areQueuedBytesEnough() {
        return queuedBytes().asLongValue() >= 1024 * 1024;
    }

    private static boolean isLongEnough(Duration timeout) {
        return timeout.compareTo(Duration.ofSeconds(1)) >= 0;
    }
}
