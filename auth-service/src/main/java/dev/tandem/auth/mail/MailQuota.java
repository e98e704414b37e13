package dev.tandem.auth.mail;

import dev.tandem.auth.housekeeping.Expiring;
import dev.tandem.kit.problem.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;

/** How many mails an account is sent in an hour. */
@Singleton
public class MailQuota implements Expiring {

    /** Counted apart, so that nobody can use up what would have warned the owner. */
    public enum Kind {
        /** Anybody can make the service send it. */
        asked,
        /** Tells of something that was done with the password. */
        notice
    }

    private static final String RETRY_AFTER_SECONDS = "3600";

    private final MailConfig config;

    MailQuota(MailConfig config) {
        this.config = config;
    }

    /**
     * Counts one mail more; false where there were enough. Joins the caller's transaction, which must hold the
     * account's lock.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean take(UUID account, Kind kind) {
        return Panache.getSession()
                        .createNativeMutationQuery("""
                                insert into counted_mail (account_id, kind, at)
                                select :account, :kind, clock_timestamp()
                                where :limit > (select count(*) from counted_mail
                                                where account_id = :account and kind = :kind
                                                and at > clock_timestamp() - interval '1 hour')""")
                        .setParameter("account", account)
                        .setParameter("kind", kind.name())
                        .setParameter("limit", config.perHour())
                        .executeUpdate()
                == 1;
    }

    /**
     * As {@link #take}, for somebody who may know.
     *
     * @throws Problem 429
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void require(UUID account, Kind kind) {
        if (!take(account, kind)) {
            throw Problem.of(429, "too_many_mails", "There were several mails within the hour; look for those first.")
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }

    @Override
    public String name() {
        return "counts of mails";
    }

    @Override
    public int deleteExpired(int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from counted_mail where ctid = any (array
                        (select ctid from counted_mail where at < now() - interval '1 hour' limit :limit))""")
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
