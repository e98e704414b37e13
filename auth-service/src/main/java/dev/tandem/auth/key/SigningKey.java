package dev.tandem.auth.key;

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
        retired
    }

    @Id
    public String kid;

    @Enumerated(EnumType.STRING)
    public State state;

    public String algorithm;

    @JdbcTypeCode(SqlTypes.JSON)
    public String publicJwk;

    public byte[] sealedPrivateKey;
    public String keyEncryptionKey;
    public Instant createdAt;
    public Instant activatedAt;
    public Instant retiredAt;

    static List<SigningKey> published() {
        return list("state <> ?1 order by createdAt", State.retired);
    }

    /** Makes {@code key} the one that signs, unless another replica has just made one. */
    static void insertUnlessOneIsCurrent(SigningKey key) {
        getEntityManager()
                .createNativeQuery("""
                        insert into signing_key (kid, state, algorithm, public_jwk, sealed_private_key,
                                                 key_encryption_key, created_at, activated_at)
                        values (:kid, 'current', :algorithm, cast(:jwk as jsonb), :sealed, :kek, now(), now())
                        on conflict do nothing""")
                .setParameter("kid", key.kid)
                .setParameter("algorithm", key.algorithm)
                .setParameter("jwk", key.publicJwk)
                .setParameter("sealed", key.sealedPrivateKey)
                .setParameter("kek", key.keyEncryptionKey)
                .executeUpdate();
    }
}
