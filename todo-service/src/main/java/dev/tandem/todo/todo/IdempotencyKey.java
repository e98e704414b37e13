package dev.tandem.todo.todo;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/** A person's name for one request, so that sending it again, for want of an answer, changes nothing. */
@Entity
@Table(name = "idempotency_keys")
class IdempotencyKey extends PanacheEntityBase {

    @Id
    UUID id;

    @TenantId
    @Column(name = "owner_id")
    String owner;

    String key;

    @Column(name = "request_hash")
    String requestHash;

    String answer;

    /** Takes the key for this request, or waits for the one that has it; empty if it was taken within 24 hours. */
    static Optional<IdempotencyKey> claim(String key, String requestHash) {
        var claimed = getEntityManager()
                .createNativeQuery("""
                        insert into idempotency_keys (key, request_hash) values (:key, :hash)
                        on conflict (owner_id, key) do update
                          set request_hash = excluded.request_hash, answer = null, created_at = now()
                          where idempotency_keys.created_at < now() - interval '24 hours'
                        """)
                .setParameter("key", key)
                .setParameter("hash", requestHash)
                .executeUpdate();
        return claimed == 1 ? Optional.of(named(key)) : Optional.empty();
    }

    static IdempotencyKey named(String key) {
        return find("key", key).singleResult();
    }
}
