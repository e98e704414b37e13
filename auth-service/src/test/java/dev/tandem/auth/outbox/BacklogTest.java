package dev.tandem.auth.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
class BacklogTest {

    private final Backlog backlog;
    private final Outbox outbox;
    private final Letterbox letterbox;
    private final MeterRegistry metrics;

    BacklogTest(Backlog backlog, Outbox outbox, Letterbox letterbox, MeterRegistry metrics) {
        this.backlog = backlog;
        this.outbox = outbox;
        this.letterbox = letterbox;
        this.metrics = metrics;
    }

    @BeforeEach
    void nobodyThere() {
        Database.update("delete from outbox");
        letterbox.away = true;
    }

    @AfterEach
    void empty() {
        Database.update("delete from outbox");
        letterbox.away = false;
    }

    @Test
    void tellsHowManyMessagesWaitAndForHowLong() {
        for (var payload : new String[] {"one", "two"}) {
            QuarkusTransaction.requiringNew().run(() -> outbox.put(Letterbox.TOPIC, payload));
        }
        Database.update(
                "update outbox set created_at = created_at - interval '1 hour', due_at = now() + interval '1 day'");

        backlog.measure();
        assertEquals(2, gauge("auth.outbox.messages"));
        assertTrue(gauge("auth.outbox.oldest.age") >= 3600, "older than " + gauge("auth.outbox.oldest.age"));

        Database.update("delete from outbox");
        backlog.measure();
        assertEquals(0, gauge("auth.outbox.messages"));
        assertEquals(0, gauge("auth.outbox.oldest.age"));
    }

    private double gauge(String name) {
        return metrics.get(name).tag("topic", Letterbox.TOPIC).gauge().value();
    }
}
