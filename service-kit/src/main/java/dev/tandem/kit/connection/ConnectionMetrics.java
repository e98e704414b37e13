package dev.tandem.kit.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open connections, and closed ones by reason. */
@Singleton
class ConnectionMetrics {

    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);
    private final AtomicInteger open;

    ConnectionMetrics(MeterRegistry registry) {
        this.open = registry.gauge("http.connections.open", new AtomicInteger());
        for (var reason : CloseReason.values()) {
            closed.put(reason, registry.counter("http.connections.closed", "reason", reason.tag()));
        }
    }

    void opened() {
        open.incrementAndGet();
    }

    void removed() {
        open.decrementAndGet();
    }

    void closed(CloseReason reason) {
        closed.get(reason).increment();
    }
}
