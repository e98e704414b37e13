package dev.tandem.auth.session;

import dev.tandem.auth.client.Client;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;

/** One log-in on one device: the refresh token that is good now and the one it replaced. */
@Entity
class Session extends PanacheEntityBase {

    enum EndReason {
        logout,
        /** A refresh token that had been replaced was shown again. */
        reuse,
        /** Made room for a newer one. */
        limit,
        /** By its owner, from another device, or by an operator. */
        ended,
        /** With a change of password. */
        password
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    public UUID id;

    public UUID accountId;
    public byte[] familyHash;
    public byte[] tokenHash;
    public byte[] previousTokenHash;
    public byte[] sealedSuccessor;
    public Instant rotatedAt;
    public String userAgent;

    @JdbcTypeCode(SqlTypes.INET)
    public InetAddress address;

    public Instant createdAt;
    public Instant lastUsedAt;
    public Instant expiresAt;
    public Instant endedAt;

    @Enumerated(EnumType.STRING)
    public EndReason endReason;

    /** The session a refresh token belongs to, whether the token is still good or not, locked against other uses. */
    static Session lockByFamily(RefreshToken token) {
        return find("familyHash", token.familyHash())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** Those of an account that can still be used, the most recently used first. */
    static List<Session> live(UUID account, Instant now, Duration idleLifetime) {
        return list(
                "accountId = ?1 and endedAt is null and expiresAt > ?2 and lastUsedAt > ?3 order by lastUsedAt desc",
                account,
                now,
                now.minus(idleLifetime));
    }

    /** Those of an account that are remembered, from the newest on or from just before {@code before}. */
    static List<Session> newest(UUID account, UUID before, int limit) {
        var page = before == null
                ? find("accountId = ?1 order by id desc", account)
                : find("accountId = ?1 and id < ?2 order by id desc", account, before);
        return page.range(0, limit - 1).list();
    }

    /** Ends one session of an account, unless it has ended before or is somebody else's. */
    static boolean end(UUID id, UUID account, EndReason reason, Instant now) {
        return update(
                        "endedAt = ?1, endReason = ?2, sealedSuccessor = null"
                                + " where id = ?3 and accountId = ?4 and endedAt is null",
                        now,
                        reason,
                        id,
                        account)
                == 1;
    }

    /** Ends every session of an account but the one kept, and says how many. */
    static int endOthers(UUID account, UUID kept, EndReason reason, Instant now) {
        return update(
                "endedAt = ?1, endReason = ?2, sealedSuccessor = null"
                        + " where accountId = ?3 and id <> ?4 and endedAt is null",
                now,
                reason,
                account,
                kept);
    }

    static int endAll(UUID account, EndReason reason, Instant now) {
        return update(
                "endedAt = ?1, endReason = ?2, sealedSuccessor = null where accountId = ?3 and endedAt is null",
                now,
                reason,
                account);
    }

    /**
     * Whether an account that had sessions before, ended ones included, had none like this: with the same user agent
     * whatever its version, in the same network.
     */
    static boolean isFirstOfItsKind(UUID account, Client client) {
        return Panache.getSession()
                .createNativeQuery("""
                        select count(*) > 0 and not coalesce(bool_or(
                            regexp_replace(coalesce(user_agent, ''), '[0-9._]+', '', 'g')
                                = regexp_replace(:userAgent, '[0-9._]+', '', 'g')
                            and cast(:address as inet)
                                <<= set_masklen(address, case family(address) when 4 then 24 else 64 end)), false)
                        from session where account_id = :account""", Boolean.class)
                .setParameter("account", account)
                .setParameter("userAgent", client.userAgent() == null ? "" : client.userAgent())
                .setParameter("address", client.address().getHostAddress())
                .getSingleResult();
    }

    /**
     * Ends the longest unused sessions of an account beyond {@code kept}; call with the account locked.
     *
     * @return those it ended
     */
    static List<UUID> endOldest(UUID account, int kept, Instant now) {
        return Panache.getSession()
                .createNativeQuery("""
                        update session set ended_at = :now, end_reason = 'limit', sealed_successor = null
                        where id in (select id from session where account_id = :account and ended_at is null
                                     order by last_used_at desc offset :kept)
                        returning id""", UUID.class)
                .setParameter("now", now)
                .setParameter("account", account)
                .setParameter("kept", kept)
                .getResultList();
    }

    /** Deletes sessions that have been over for longer than {@code age}, at most so many, and says how many. */
    static int deleteEndedBefore(Duration age, int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from session where id in
                        (select id from session
                         where ended_at < now() - make_interval(secs => :age)
                            or expires_at < now() - make_interval(secs => :age)
                         limit :limit)""")
                .setParameter("age", age.toSeconds())
                .setParameter("limit", limit)
                .executeUpdate();
    }

    boolean isLive(Instant now, Duration idleLifetime) {
        return endedAt == null && now.isBefore(expiresAt) && now.isBefore(lastUsedAt.plus(idleLifetime));
    }

    boolean isCurrent(RefreshToken token) {
        return MessageDigest.isEqual(tokenHash, token.hash());
    }

    /** Whether {@code token} is the one just replaced, shown again before the client can have got its successor. */
    boolean isWithinGrace(RefreshToken token, Instant now, Duration grace) {
        return previousTokenHash != null
                && MessageDigest.isEqual(previousTokenHash, token.hash())
                && !now.isAfter(rotatedAt.plus(grace));
    }

    /** What {@link Rotation} answered for {@code previous}. */
    RefreshToken successorOf(RefreshToken previous) {
        return previous.open(sealedSuccessor);
    }

    void end(EndReason reason, Instant now) {
        endedAt = now;
        endReason = reason;
        sealedSuccessor = null;
    }
}
