package dev.tandem.auth.secondfactor;

import dev.tandem.auth.password.PasswordHash;
import dev.tandem.auth.secret.Sha256;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A log-in whose password was right and whose code is still to come. It goes with the account's authenticator. */
@Entity
@Table(name = "pending_login")
class PendingLogin extends PanacheEntityBase {

    @Id
    @UuidGenerator
    public UUID id;

    public UUID accountId;
    public byte[] tokenHash;
    public byte[] passwordFingerprint;
    public int wrongCodes;
    public Instant expiresAt;

    static Optional<UUID> accountOf(String token) {
        return getEntityManager()
                .createQuery("select accountId from PendingLogin where tokenHash = ?1", UUID.class)
                .setParameter(1, hash(token))
                .getResultStream()
                .findFirst();
    }

    static Optional<PendingLogin> lockByToken(String token) {
        return find("tokenHash", hash(token))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    static int deleteExpired(int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from pending_login where id in
                        (select id from pending_login where expires_at < now() limit :limit for update skip locked)""")
                .setParameter("limit", limit)
                .executeUpdate();
    }

    static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }

    boolean isGood(PasswordHash current, Instant now) {
        return now.isBefore(expiresAt) && MessageDigest.isEqual(passwordFingerprint, current.fingerprint());
    }
}
