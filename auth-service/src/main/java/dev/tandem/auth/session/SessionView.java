package dev.tandem.auth.session;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A device that is logged in.
 *
 * @param id names the session and is no credential
 */
record SessionView(
        @Schema(required = true) UUID id,

        @Schema(
                required = true,
                nullable = true,
                description = "What people call it; null where there is no telling",
                examples = "Firefox on Linux")
        String device,

        @Schema(required = true, nullable = true, description = "As the device sent it; null where it sent none")
        String userAgent,

        @Schema(required = true, description = "Where it logged in from", examples = "203.0.113.7")
        String address,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant lastUsedAt,

        @Schema(required = true, description = "Whether it is the one that asks")
        boolean current) {

    static SessionView of(Session session, String device, boolean current) {
        return new SessionView(
                session.id,
                device,
                session.userAgent,
                session.address.getHostAddress(),
                session.createdAt,
                session.lastUsedAt,
                current);
    }
}
