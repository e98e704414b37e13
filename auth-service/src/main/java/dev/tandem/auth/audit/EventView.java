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
        @Schema(required = true) UUID id,
        @Schema(required = true) SecurityEventType type,
        @Schema(required = true) Instant at,

        @Schema(
                required = true,
                nullable = true,
                description = "What people call it; null where there is no telling",
                examples = "Firefox on Linux")
        String device,

        @Schema(
                required = true,
                nullable = true,
                description = "As the device sent it; null where it sent none, or the service itself acted")
        String userAgent,

        @Schema(required = true, nullable = true, description = "Where it came from", examples = "203.0.113.7")
        String address,

        @Schema(required = true, nullable = true) UUID session) {

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
