package dev.tandem.todo.todo;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/** A person's name for one request, so that sending it again, for want of an answer, changes nothing. */
@Entity
@Table(name = "idempotency_keys")
class IdempotencyKey extends PanacheEntityBase {

    private static final Duration KEPT_FOR = Duration.ofHours(24);

    @Id
    UUID id;

    @TenantId
    @Column(name = "owner_id")
    String owner;

    String key;

    @Column(name = "request_hash")
    String requestHash;

    String answer;

    @Column(name = "created_at")
    Instant createdAt;

    /** Takes the key for this request, or waits for the one that has it; empty where it was taken already. */
    static Optional<IdempotencyKey> claim(String key, String requestHash) {
        delete("createdAt < ?1", Instant.now().minus(KEPT_FOR));
        var claimed = getEntityManager()
                .createNativeQuery("""
                        insert into idempotency_keys (key, request_hash) values (:key, :hash)
                        on conflict (owner_id, key) do nothing
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
