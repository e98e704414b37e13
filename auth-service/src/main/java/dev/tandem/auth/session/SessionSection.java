package dev.tandem.auth.session;

import dev.tandem.auth.export.ExportSection;
import dev.tandem.auth.session.Session.EndReason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Every session that is remembered, those that ended included. */
@Singleton
class SessionSection implements ExportSection {

    @RegisterForReflection
    record ExportedSession(
            UUID id,
            String userAgent,
            String address,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            Instant endedAt,
            EndReason endReason) {

        static ExportedSession of(Session session) {
            return new ExportedSession(
                    session.id,
                    session.userAgent,
                    session.address.getHostAddress(),
                    session.createdAt,
                    session.lastUsedAt,
                    session.expiresAt,
                    session.endedAt,
                    session.endReason);
        }
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public List<ExportedSession> contents(UUID account) {
        return Session.all(account).stream().map(ExportedSession::of).toList();
    }
}
