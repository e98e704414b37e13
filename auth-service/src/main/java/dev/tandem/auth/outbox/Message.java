package dev.tandem.auth.outbox;

import dev.tandem.auth.secret.Sealed;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What has to be delivered, from the moment it was decided until it has been. */
@Entity
@Table(name = "outbox")
class Message extends PanacheEntityBase {

    @Id
    public UUID id;

    public String topic;
    public byte[] sealedPayload;
    public String keyEncryptionKey;
    public Instant createdAt;
    public Instant dueAt;
    public int attempts;

    /** The longest due message of a topic, which no other replica then takes for as long as {@code lease}. */
    static Optional<Message> claim(String topic, Duration lease) {
        return Panache.getSession()
                .createNativeQuery("""
                        update outbox
                        set due_at = clock_timestamp() + make_interval(secs => :lease), attempts = attempts + 1
                        where id = (select id from outbox where topic = :topic and due_at <= clock_timestamp()
                                    order by due_at limit 1 for update skip locked)
                        returning *""", Message.class)
                .setParameter("lease", lease.toSeconds())
                .setParameter("topic", topic)
                .uniqueResultOptional();
    }

    static void postpone(UUID id, Instant dueAt) {
        update("dueAt = ?1 where id = ?2", dueAt, id);
    }

    Sealed payload() {
        return new Sealed(sealedPayload, keyEncryptionKey);
    }
}
