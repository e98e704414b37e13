package dev.tandem.auth.outbox;

import java.util.UUID;

/** Brings the messages of one topic to where they belong. */
public interface OutboxHandler {

    String topic();

    /** How many messages a replica delivers at once; with more than one, they arrive in any order. */
    default int parallelDeliveries() {
        return 1;
    }

    /**
     * Delivers one message, in {@link Outbox#LEASE} at most and outside any transaction. A message comes again where the
     * service was killed meanwhile.
     *
     * @throws Exception where it has to be tried again later
     */
    void deliver(UUID id, String payload) throws Exception;
}
