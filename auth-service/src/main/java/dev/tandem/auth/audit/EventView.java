package dev.tandem.auth.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A security event as its owner sees it.
 *
 * @param session the session it happened in or to; null where there was none
 */
@RegisterForReflection
public record EventView(
        UUID id,
        SecurityEventType type,
        Instant at,

        @Schema(description = "What people call it; null where there is no telling", examples = "Firefox on Linux")
        String device,

        @Schema(description = "As the device sent it; null where it sent none, or the service itself acted")
        String userAgent,

        @Schema(description = "Where it came from", examples = "203.0.113.7")
        String address,

        UUID session) {

    static EventView of(KeptEvent event, String device) {
        return new EventView(
                event.id,
                event.type,
                event.at,
                device,
                event.userAgent,
                event.address == null ? null : event.address.getHostAddress(),
                event.sessionId);
    }
}
