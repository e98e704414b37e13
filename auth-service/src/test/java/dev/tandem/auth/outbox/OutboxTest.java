package dev.tandem.auth.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.mail.Mailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Database.class)
@TestProfile(OutboxTest.Unscheduled.class)
class OutboxTest {

    /** Nothing is delivered but by the test. */
    public static class Unscheduled implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("outbox.interval", "off");
        }
    }

    private final Outbox outbox;
    private final Letterbox letterbox;

    OutboxTest(Outbox outbox, Letterbox letterbox) {
        this.outbox = outbox;
        this.letterbox = letterbox;
    }

    @BeforeEach
    void empty() {
        Database.update("delete from outbox");
        letterbox.received.clear();
        letterbox.away = false;
        letterbox.meetingPoint = null;
    }

    @Test
    void deliversOnceWhatWasCommittedInOrder() {
        put("one");
        put("two");
        outbox.deliverDue(letterbox);
        outbox.deliverDue(letterbox);
        assertEquals(List.of("one", "two"), letterbox.received);
        assertEquals(0, kept());
    }

    @Test
    void knowsNothingOfWhatWasRolledBack() {
        assertThrows(
                IllegalStateException.class,
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.put(Letterbox.TOPIC, "never");
                    throw new IllegalStateException("rolled back");
                }));
        outbox.deliverDue(letterbox);
        assertEquals(List.of(), letterbox.received);
    }

    @Test
    void triesAgainLaterAndLaterForAsLongAsTheReceiverIsAway() {
        put("patient");
        letterbox.away = true;
        outbox.deliverDue(letterbox);
        var first = pauseInSeconds();
        assertTrue(first > 0, "due at once");
        outbox.deliverDue(letterbox);
        assertEquals(1, attempts());

        for (int i = 0; i < 12; i++) {
            makeDue();
            outbox.deliverDue(letterbox);
        }
        assertEquals(13, attempts());
        assertTrue(pauseInSeconds() > first, "no longer pause");
        assertTrue(pauseInSeconds() <= 300, "given up, or nearly");

        letterbox.away = false;
        makeDue();
        outbox.deliverDue(letterbox);
        assertEquals(List.of("patient"), letterbox.received);
    }

    @Test
    void comesAgainWhereTheServiceWasKilledWhileItDelivered() {
        put("again");
        QuarkusTransaction.requiringNew().run(() -> Message.claim(Letterbox.TOPIC, Outbox.LEASE));
        outbox.deliverDue(letterbox);
        assertEquals(List.of(), letterbox.received, "taken twice at once");
        Database.update("update outbox set due_at = due_at - make_interval(secs => ?)", Outbox.LEASE.toSeconds());
        outbox.deliverDue(letterbox);
        assertEquals(List.of("again"), letterbox.received);
    }

    @Test
    void replicasShareTheWork() throws Exception {
        var messages = IntStream.range(0, 40).mapToObj(i -> "message " + i).toList();
        messages.forEach(this::put);
        var start = new CountDownLatch(1);
        try (var replicas = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4)
                    .forEach(_ -> replicas.submit(() -> {
                        start.await();
                        outbox.deliverDue(letterbox);
                        return null;
                    }));
            start.countDown();
        }
        assertEquals(messages.size(), letterbox.received.size());
        assertEquals(new HashSet<>(messages), new HashSet<>(letterbox.received));
    }

    @Test
    void deliversAsManyAtOnceAsTheHandlerTakes() {
        for (int i = 0; i < 2 * Letterbox.PARALLEL; i++) {
            put("message " + i);
        }
        // None arrives before as many are on their way.
        letterbox.meetingPoint = new CyclicBarrier(Letterbox.PARALLEL);
        outbox.deliver();
        Mailbox.awaitEmptyOutbox();
        assertEquals(2 * Letterbox.PARALLEL, letterbox.received.size());
    }

    @Test
    void keepsNothingReadable() {
        put("a secret link");
        letterbox.away = true;
        var stored = (byte[]) Database.query("select sealed_payload from outbox");
        assertFalse(new String(stored, StandardCharsets.ISO_8859_1).contains("secret"));
    }

    /** A message that can't be opened waits for the operator, and holds up no other. */
    @Test
    void goesOnPastAMessageSealedWithAnUnknownKey() {
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.put(Letterbox.TOPIC, "lost");
            Message.update("keyEncryptionKey = 'unknown'");
        });
        put("readable");
        outbox.deliverDue(letterbox);
        assertEquals(List.of("readable"), letterbox.received);
        assertEquals(1, kept());
    }

    private void put(String payload) {
        QuarkusTransaction.requiringNew().run(() -> outbox.put(Letterbox.TOPIC, payload));
    }

    private static void makeDue() {
        Database.update("update outbox set due_at = now()");
    }

    private static long kept() {
        return (long) Database.query("select count(*) from outbox");
    }

    private static int attempts() {
        return (int) Database.query("select attempts from outbox");
    }

    private static double pauseInSeconds() {
        return ((Number) Database.query("select extract(epoch from due_at - clock_timestamp())::float8 from outbox"))
                .doubleValue();
    }
}
