package dev.tandem.auth.audit;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;

/** A security event in the database, where the application may add and read, and never change. */
@Entity
@Immutable
@Table(name = "security_event")
class KeptEvent extends PanacheEntityBase {

    /** Rises with time. */
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    public UUID id;

    @Enumerated(EnumType.STRING)
    public SecurityEventType type;

    public Instant at;
    public UUID accountId;
    public UUID sessionId;
    public String userAgent;

    @JdbcTypeCode(SqlTypes.INET)
    public InetAddress address;

    public String detail;

    static KeptEvent of(SecurityEvent event, Instant at) {
        var kept = new KeptEvent();
        kept.type = event.type();
        kept.at = at;
        kept.accountId = event.account();
        kept.sessionId = event.session();
        if (event.client() != null) {
            kept.userAgent = event.client().userAgent();
            kept.address = event.client().address();
        }
        kept.detail = event.detail();
        return kept;
    }

    static void insertForEach(SecurityEventType type, Collection<UUID> accounts) {
        Panache.getSession()
                .createNativeMutationQuery("""
                        insert into security_event (id, type, at, account_id)
                        select uuidv7(), :type, clock_timestamp(), account
                        from unnest(cast(:accounts as uuid[])) as account""")
                .setParameter("type", type.name())
                .setParameter("accounts", accounts.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** An account's events from the newest on, or from just before {@code before}. */
    static List<KeptEvent> newest(UUID account, UUID before, int limit) {
        var page = before == null
                ? find("accountId = ?1 order by id desc", account)
                : find("accountId = ?1 and id < ?2 order by id desc", account, before);
        return page.range(0, limit - 1).list();
    }

    /** By a function of the schema's owner: the application itself may neither delete nor change events. */
    static int deleteOlderThan(Duration age, int limit) {
        return Panache.getSession()
                .createNativeQuery("select purge_security_events(make_interval(secs => :age), :limit)", Integer.class)
                .setParameter("age", age.toSeconds())
                .setParameter("limit", limit)
                .getSingleResult();
    }

    /** Removes user agents and addresses of an account that is deleted already. */
    static void anonymize(UUID account) {
        Panache.getSession().flush();
        Panache.getSession()
                .createNativeQuery("select cast(anonymize_security_events(:account) as text)", String.class)
                .setParameter("account", account)
                .getSingleResult();
    }
}
