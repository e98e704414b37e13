package dev.tandem.auth.key;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A key pair that signs access tokens, its private half sealed. */
@Entity
@Table(name = "signing_key")
class SigningKey extends PanacheEntityBase {

    enum State {
        /** Published, so that verifiers know it before it signs. */
        next,
        current,
        /** Signs no more; published until its last token has expired. */
        previous,
        /** Without its private half. */
        retired
    }

    /** Of all advisory locks in this database, the one that changes of keys take. */
    private static final long LOCK = 7_517_9068L;

    @Id
    public String kid;

    @Enumerated(EnumType.STRING)
    public State state;

    public String algorithm;

    /** Never published as it is stored: {@link KeyVault#open} computes it from the sealed half. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String publicJwk;

    public byte[] sealedPrivateKey;
    public String keyEncryptionKey;
    public Instant createdAt;
    public Instant activatedAt;
    public Instant stoppedAt;
    public Instant retiredAt;

    /** In SQL, for it is the one query of a start, and HQL's parser would take longer to get going than all the rest. */
    static List<SigningKey> published() {
        return Panache.getSession()
                .createNativeQuery(
                        "select * from signing_key where state <> 'retired' order by created_at, kid", SigningKey.class)
                .getResultList();
    }

    /** Until the transaction ends no other one changes keys, nor does an empty table stay free for two first keys. */
    static void lockAll() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    void publish(Instant now) {
        state = State.next;
        createdAt = now;
        persistAndFlush();
    }

    /** Each change of state is written at once, since only one key may be in some of them. */
    void activate(Instant now) {
        state = State.current;
        activatedAt = now;
        flush();
    }

    void stop(Instant now) {
        state = State.previous;
        stoppedAt = now;
        flush();
    }

    void retire(Instant now) {
        state = State.retired;
        sealedPrivateKey = null;
        retiredAt = now;
        flush();
    }
}
