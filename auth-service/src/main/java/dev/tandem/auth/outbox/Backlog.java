package dev.tandem.auth.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.arc.All;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Measures what waits in the outbox, which all replicas share: each reports the same. */
@Singleton
class Backlog {

    private static final Logger LOG = Logger.getLogger(Backlog.class);

    private record Waiting(long messages, double oldestInSeconds) {}

    private static final Waiting NOTHING = new Waiting(0, 0);

    private volatile Map<String, Waiting> byTopic = Map.of();

    Backlog(@All List<OutboxHandler> handlers, MeterRegistry metrics) {
        for (var handler : handlers) {
            var topic = handler.topic();
            Gauge.builder("auth.outbox.messages", () -> waiting(topic).messages())
                    .description("Messages that have not been delivered yet")
                    .tag("topic", topic)
                    .register(metrics);
            TimeGauge.builder("auth.outbox.oldest.age", () -> waiting(topic).oldestInSeconds(), TimeUnit.SECONDS)
                    .description("How long the oldest of them has been waiting")
                    .tag("topic", topic)
                    .register(metrics);
        }
    }

    @Scheduled(every = "{outbox.measured-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void measure() {
        try {
            byTopic = QuarkusTransaction.requiringNew().call(Backlog::read);
        } catch (RuntimeException e) {
            LOG.warnf("The outbox can't be measured: %s", e.getMessage());
        }
    }

    private Waiting waiting(String topic) {
        return byTopic.getOrDefault(topic, NOTHING);
    }

    private static Map<String, Waiting> read() {
        return Panache.getSession()
                .createNativeQuery("""
                        select topic, count(*), extract(epoch from clock_timestamp() - min(created_at))
                        from outbox group by topic""", Tuple.class)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get(0, String.class),
                        row -> new Waiting(
                                row.get(1, Number.class).longValue(),
                                row.get(2, Number.class).doubleValue())));
    }
}
