package dev.tandem.todo.erasure;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What is remembered of somebody who is gone: until their last access token has expired they must not come back. */
@Entity
@Table(name = "erasures")
class Erasure extends PanacheEntityBase {

    @Id
    UUID account;

    @Column(name = "erased_at")
    Instant erasedAt;

    long todos;

    /** Until the transaction ends nobody adds anything for this account. */
    static void lock(UUID account) {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(owner_lock(:account))", Integer.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    static Optional<Erasure> of(UUID account) {
        return findByIdOptional(account);
    }
}
