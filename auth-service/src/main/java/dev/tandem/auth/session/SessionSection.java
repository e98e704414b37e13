package dev.tandem.auth.session;

import dev.tandem.auth.export.PagedSection;
import dev.tandem.auth.session.Session.EndReason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Every session that is remembered, those that ended included. */
@Singleton
class SessionSection implements PagedSection<SessionSection.ExportedSession> {

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
    @Transactional
    public List<ExportedSession> page(UUID account, ExportedSession last, int limit) {
        return Session.newest(account, last == null ? null : last.id(), limit).stream()
                .map(ExportedSession::of)
                .toList();
    }
}
