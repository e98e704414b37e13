package dev.tandem.auth.outbox;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives what the tests put into the outbox, or is away. */
@Singleton
class Letterbox implements OutboxHandler {

    static final String TOPIC = "test";

    final List<String> received = new CopyOnWriteArrayList<>();
    volatile boolean away;

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void deliver(UUID id, String payload) throws IOException {
        if (away) {
            throw new IOException("nobody there");
        }
        received.add(payload);
    }
}
