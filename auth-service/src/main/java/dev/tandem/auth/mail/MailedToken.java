package dev.tandem.auth.mail;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** A token that was mailed and not used yet, known by its hash alone. */
@Entity
class MailedToken extends PanacheEntityBase {

    @Id
    public UUID id;

    public UUID accountId;

    @Enumerated(EnumType.STRING)
    public TokenPurpose purpose;

    public byte[] tokenHash;
    public String email;
    public Instant expiresAt;

    /** Replaces the one for the same purpose, whose link is good no more. */
    static void replace(UUID account, TokenPurpose purpose, byte[] hash, String email, Instant expiresAt) {
        Panache.getSession()
                .createNativeMutationQuery("""
                        insert into mailed_token (id, account_id, purpose, token_hash, email, expires_at)
                        values (uuidv7(), :account, :purpose, :hash, :email, :expiresAt)
                        on conflict (account_id, purpose) do update
                        set id = excluded.id, token_hash = excluded.token_hash, email = excluded.email,
                            expires_at = excluded.expires_at""")
                .setParameter("account", account)
                .setParameter("purpose", purpose.name())
                .setParameter("hash", hash)
                .setParameter("email", email)
                .setParameter("expiresAt", expiresAt)
                .executeUpdate();
    }

    static Optional<MailedToken> findGood(byte[] hash, Instant now) {
        return find("tokenHash = ?1 and expiresAt > ?2", hash, now).firstResultOptional();
    }

    static Optional<MailedToken> findValid(UUID account, TokenPurpose purpose, Instant now) {
        return find("accountId = ?1 and purpose = ?2 and expiresAt > ?3", account, purpose, now)
                .firstResultOptional();
    }

    static boolean existsBeyond(UUID account, TokenPurpose purpose, Instant expiry) {
        return count("accountId = ?1 and purpose = ?2 and expiresAt > ?3", account, purpose, expiry) > 0;
    }

    /** Of several uses at once, one gets it. */
    static boolean take(byte[] hash, Instant now) {
        return delete("tokenHash = ?1 and expiresAt > ?2", hash, now) == 1;
    }

    static void revoke(UUID account, Collection<TokenPurpose> purposes) {
        delete("accountId = ?1 and purpose in ?2", account, purposes);
    }

    static int deleteExpired(int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from mailed_token where id in
                        (select id from mailed_token where expires_at < now() limit :limit)""")
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
