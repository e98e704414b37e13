package dev.tandem.auth.audit;

import dev.tandem.auth.client.Client;
import java.util.UUID;

/**
 * Something that happened, before it is kept.
 *
 * @param account whom it concerns; null where it is nobody known
 * @param session the session it happened in or to; null where there is none
 * @param client who did it; null where the service did
 * @param detail a few words of the service's own, never what somebody sent; null where the type says it all
 */
public record SecurityEvent(SecurityEventType type, UUID account, UUID session, Client client, String detail) {

    public static SecurityEvent of(SecurityEventType type) {
        return new SecurityEvent(type, null, null, null, null);
    }

    public SecurityEvent about(UUID account) {
        return new SecurityEvent(type, account, session, client, detail);
    }

    public SecurityEvent in(UUID session) {
        return new SecurityEvent(type, account, session, client, detail);
    }

    public SecurityEvent by(Client client) {
        return new SecurityEvent(type, account, session, client, detail);
    }

    public SecurityEvent because(String detail) {
        return new SecurityEvent(type, account, session, client, detail);
    }
}
