package dev.tandem.auth.outbox;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Receives what the tests put into the outbox, or is away. */
@Singleton
class Letterbox implements OutboxHandler {

    static final String TOPIC = "test";
    static final int PARALLEL = 3;

    final List<String> received = new CopyOnWriteArrayList<>();
    volatile boolean away;
    volatile CyclicBarrier meetingPoint;

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public int parallelDeliveries() {
        return PARALLEL;
    }

    @Override
    public void deliver(UUID id, String payload) throws Exception {
        if (meetingPoint != null) {
            meetingPoint.await(10, TimeUnit.SECONDS);
        }
        if (away) {
            throw new IOException("nobody there");
        }
        received.add(payload);
    }
}
