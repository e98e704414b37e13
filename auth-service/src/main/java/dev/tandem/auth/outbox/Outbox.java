package dev.tandem.auth.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.secret.Vault;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Messages to others that must not get lost: kept with the change they tell of, in its transaction, and delivered at
 * least once, however often the receiver or this service is down meanwhile. Replicas share the work. Its proxy lets
 * handlers put messages themselves.
 */
@ApplicationScoped
public class Outbox {

    /** How long a delivery may take before another replica tries. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final Vault vault;
    private final ObjectMapper json;
    private final List<OutboxHandler> handlers;
    private final Map<String, Semaphore> idle;
    /** Not virtual ones: on the JVM those that load a class hold on to their carriers while they wait for each other. */
    private final ExecutorService deliveries = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("outbox-", 0).daemon().factory());

    Outbox(Vault vault, ObjectMapper json, @All List<OutboxHandler> handlers) {
        this.vault = vault;
        this.json = json;
        this.handlers = handlers;
        this.idle = handlers.stream()
                .collect(
                        Collectors.toMap(OutboxHandler::topic, handler -> new Semaphore(handler.parallelDeliveries())));
    }

    /** Like {@link #put}, with the payload as JSON. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void putJson(String topic, Object payload) {
        try {
            put(topic, json.writeValueAsString(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Joins the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void put(String topic, String payload) {
        var now = DatabaseClock.now();
        var message = new Message();
        message.id = UUID.randomUUID();
        message.topic = topic;
        var sealed = vault.seal(payload.getBytes(StandardCharsets.UTF_8), purpose(message));
        message.sealedPayload = sealed.bytes();
        message.keyEncryptionKey = sealed.keyId();
        message.createdAt = now;
        message.dueAt = now;
        message.persist();
    }

    /** One topic doesn't wait for another's slow receiver. */
    @Scheduled(every = "{outbox.interval}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deliver() {
        handlers.forEach(this::start);
    }

    private void start(OutboxHandler handler) {
        if (idle.get(handler.topic()).tryAcquire()) {
            deliveries.execute(() -> deliverFor(handler));
        }
    }

    private void deliverFor(OutboxHandler handler) {
        boolean delivered;
        try {
            // Where there was one message there may be more, which don't wait for this one.
            delivered = deliverDue(handler, () -> start(handler));
        } finally {
            idle.get(handler.topic()).release();
        }
        if (delivered) {
            // One message may have led to others.
            deliver();
        }
    }

    /**
     * All that is due, one after another.
     *
     * @return whether anything was
     */
    boolean deliverDue(OutboxHandler handler) {
        return deliverDue(handler, () -> {});
    }

    private boolean deliverDue(OutboxHandler handler, Runnable claimed) {
        boolean any = false;
        try {
            while (deliverNext(handler, claimed)) {
                any = true;
            }
        } catch (RuntimeException e) {
            LOG.warnf("The outbox can't be read: %s", e.getMessage());
        }
        return any;
    }

    private boolean deliverNext(OutboxHandler handler, Runnable claimed) {
        var next = QuarkusTransaction.requiringNew().call(() -> Message.claim(handler.topic(), LEASE));
        next.ifPresent(message -> {
            claimed.run();
            deliver(handler, message);
        });
        return next.isPresent();
    }

    private void deliver(OutboxHandler handler, Message message) {
        try {
            handler.deliver(
                    message.id, new String(vault.open(message.payload(), purpose(message)), StandardCharsets.UTF_8));
            QuarkusTransaction.requiringNew().run(() -> Message.deleteById(message.id));
        } catch (Exception e) {
            var pause = pauseAfter(message.attempts);
            LOG.warnf(
                    "%s %s not delivered, attempt %d, next in %d s: %s",
                    message.topic, message.id, message.attempts, pause.toSeconds(), e);
            QuarkusTransaction.requiringNew()
                    .run(() -> Message.postpone(message.id, DatabaseClock.now().plus(pause)));
        }
    }

    /** Twice as long each time. */
    private static Duration pauseAfter(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static String purpose(Message message) {
        return "outbox message " + message.id;
    }

    @PreDestroy
    void close() {
        deliveries.shutdown();
    }
}
