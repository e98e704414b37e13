package dev.tandem.auth.secondfactor;

import dev.tandem.auth.secret.Sealed;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The app that makes an account's one-time passwords: enrolled, and from its first password on confirmed. */
@Entity
class Authenticator extends PanacheEntityBase {

    @Id
    public UUID accountId;

    public byte[] sealedSecret;
    public String keyEncryptionKey;
    public Instant createdAt;
    public Instant confirmedAt;
    public long lastStep;

    /** Makes room for one decision at a time about this account's codes; null where there is none. */
    static Authenticator lock(UUID account) {
        return findById(account, LockModeType.PESSIMISTIC_WRITE);
    }

    static boolean isConfirmed(UUID account) {
        return count("accountId = ?1 and confirmedAt is not null", account) == 1;
    }

    /** Some whose secrets another key than {@code current} opens; those that somebody is using are left for later. */
    static List<Authenticator> sealedOtherwise(String current, UUID after, int limit) {
        return Panache.getSession()
                .createNativeQuery("""
                        select * from authenticator where key_encryption_key <> :current and account_id > :after
                        order by account_id limit :limit for update skip locked""", Authenticator.class)
                .setParameter("current", current)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
    }

    static long countSealedOtherwise(String current) {
        return count("keyEncryptionKey <> ?1", current);
    }

    static int deleteUnconfirmed(Duration age, int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from authenticator where confirmed_at is null and account_id in
                        (select account_id from authenticator
                         where confirmed_at is null and created_at < now() - make_interval(secs => :age)
                         limit :limit for update skip locked)""")
                .setParameter("age", age.toSeconds())
                .setParameter("limit", limit)
                .executeUpdate();
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    Sealed secret() {
        return new Sealed(sealedSecret, keyEncryptionKey);
    }

    void keep(Sealed secret) {
        sealedSecret = secret.bytes();
        keyEncryptionKey = secret.keyId();
    }

    /** Accepts a password of about {@code now} that is later than the last one accepted. */
    boolean accepts(String password, byte[] secret, Instant now) {
        var step = Totp.stepOf(password, secret, Totp.step(now), lastStep);
        step.ifPresent(used -> lastStep = used);
        return step.isPresent();
    }
}
