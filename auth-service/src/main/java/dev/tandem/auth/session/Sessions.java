package dev.tandem.auth.session;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.client.DeviceNames;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.session.Session.EndReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens, refreshes and ends sessions. Every decision is taken under the session's row lock, by the database's clock. */
@ApplicationScoped
public class Sessions {

    private final SessionConfig config;
    private final Rotation rotation;
    private final SecurityEvents events;
    private final DeviceNames devices;
    private final MeterRegistry metrics;

    Sessions(
            SessionConfig config,
            Rotation rotation,
            SecurityEvents events,
            DeviceNames devices,
            MeterRegistry metrics) {
        this.config = config;
        this.rotation = rotation;
        this.events = events;
        this.devices = devices;
        this.metrics = metrics;
    }

    /** Joins the caller's transaction, which must hold the account's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public OpenSession open(UUID account, Client client) {
        var now = DatabaseClock.now();
        Session.endOldest(account, config.perAccount() - 1, now)
                .forEach(ended -> events.record(SecurityEvent.of(SecurityEventType.session_ended)
                        .about(account)
                        .in(ended)
                        .by(client)
                        .because("too many sessions")));
        var token = RefreshToken.ofNewFamily();
        var session = new Session();
        session.accountId = account;
        session.familyHash = token.familyHash();
        session.tokenHash = token.hash();
        session.userAgent = client.userAgent();
        session.address = client.address();
        session.createdAt = now;
        session.lastUsedAt = now;
        session.expiresAt = now.plus(config.absoluteLifetime());
        session.persist();
        return opened(session, token, now);
    }

    /**
     * Exchanges a refresh token for its successor (RFC 9700, section 4.14.2). The token just replaced gives the same
     * successor again for a short while, so that a lost answer or a second tab logs nobody out; any older one, or the
     * same one later, was copied: the session ends for good.
     *
     * @return empty where the token is unknown, or its session has ended or ends now
     */
    Optional<OpenSession> refresh(RefreshToken presented, Client client) {
        var rotated = rotation.rotate(presented);
        if (rotated.isPresent()) {
            count("rotated");
            return rotated;
        }
        return QuarkusTransaction.requiringNew().call(() -> refreshUnrotated(presented, client));
    }

    private Optional<OpenSession> refreshUnrotated(RefreshToken presented, Client client) {
        var session = Session.lockByFamily(presented);
        if (session == null) {
            count("unknown");
            return Optional.empty();
        }
        var now = DatabaseClock.now();
        // Still current, and yet it was not rotated: then it had ended by a clock that was set back meanwhile.
        if (!session.isLive(now, config.idleLifetime()) || session.isCurrent(presented)) {
            count("ended");
            return Optional.empty();
        }
        if (session.isWithinGrace(presented, now, config.rotationGrace())) {
            count("repeated");
            return Optional.of(opened(session, session.successorOf(presented), now));
        }
        count("reused");
        session.end(EndReason.reuse, now);
        events.record(SecurityEvent.of(SecurityEventType.refresh_token_reused)
                .about(session.accountId)
                .in(session.id)
                .by(client));
        return Optional.empty();
    }

    /** Ends the session of {@code presented}, unless it has ended before. */
    @Transactional
    void end(RefreshToken presented, Client client) {
        var session = Session.lockByFamily(presented);
        if (session != null && session.endedAt == null) {
            session.end(EndReason.logout, DatabaseClock.now());
            events.record(SecurityEvent.of(SecurityEventType.logged_out)
                    .about(session.accountId)
                    .in(session.id)
                    .by(client));
        }
    }

    /** The devices an account is logged in on, the most recently used first. */
    @Transactional
    List<SessionView> of(UUID account, UUID current) {
        return Session.live(account, DatabaseClock.now(), config.idleLifetime()).stream()
                .map(session -> SessionView.of(session, devices.of(session.userAgent), session.id.equals(current)))
                .toList();
    }

    /** Ends one session from another device; false where the account has none with this id. */
    @Transactional
    boolean end(UUID id, UUID account, Client client) {
        boolean ended = Session.end(id, account, EndReason.ended, DatabaseClock.now());
        if (ended) {
            events.record(SecurityEvent.of(SecurityEventType.session_ended)
                    .about(account)
                    .in(id)
                    .by(client));
        }
        return ended;
    }

    @Transactional
    void endOthers(UUID account, UUID kept, Client client) {
        if (Session.endOthers(account, kept, EndReason.ended, DatabaseClock.now()) > 0) {
            events.record(SecurityEvent.of(SecurityEventType.other_sessions_ended)
                    .about(account)
                    .in(kept)
                    .by(client));
        }
    }

    /**
     * Ends every session on an operator's word; joins the caller's transaction, which must hold the account's lock.
     *
     * @return how many
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public int endAllForOperator(UUID account) {
        int ended = Session.endAll(account, EndReason.ended, DatabaseClock.now());
        if (ended > 0) {
            events.record(SecurityEvent.of(SecurityEventType.session_ended)
                    .about(account)
                    .because("all %d, by an operator".formatted(ended)));
        }
        return ended;
    }

    /** Ends every session but the one whose device changed the password; joins the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void endOthersForNewPassword(UUID account, UUID kept) {
        Session.endOthers(account, kept, EndReason.password, DatabaseClock.now());
    }

    /** Ends every session, as somebody else may have opened them; joins the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void endAllForNewPassword(UUID account) {
        Session.endAll(account, EndReason.password, DatabaseClock.now());
    }

    /**
     * Whether an account that has been used before was never used from such a device: the same kind of user agent in
     * the same network (/24, or /64 for IPv6). Joins the caller's transaction.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean isNewDevice(UUID account, Client client) {
        return Session.isFirstOfItsKind(account, client);
    }

    private void count(String outcome) {
        metrics.counter("auth.refreshes", "outcome", outcome).increment();
    }

    private OpenSession opened(Session session, RefreshToken token, Instant now) {
        var idleEnd = now.plus(config.idleLifetime());
        var end = idleEnd.isBefore(session.expiresAt) ? idleEnd : session.expiresAt;
        return new OpenSession(session.id, session.accountId, token.encoded(), Duration.between(now, end));
    }
}
