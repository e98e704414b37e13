package dev.tandem.auth.secondfactor;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Limits how many one-time passwords can be guessed by somebody who knows an account's password: 10 in 15 minutes, 30 a
 * day, whatever is right in between. Three are good at any time, so a guess is right three times in a million; see
 * docs/decisions/0012-two-factor.md. Call with the authenticator locked.
 */
final class WrongCodes {

    /** What is older counts no more. */
    static final Duration MEMORY = Duration.ofDays(1);

    private static final int IN_15_MINUTES = 10;
    private static final int IN_A_DAY = 30;

    private WrongCodes() {}

    /** How long no one-time password is looked at; empty where the next one is. */
    static Optional<Duration> pause(UUID account, Instant now) {
        return Panache.getSession()
                .createNativeQuery("""
                        select greatest(
                            (select at + interval '15 minutes' from wrong_code where account_id = :account
                             order by at desc offset :quarter limit 1),
                            (select at + interval '1 day' from wrong_code where account_id = :account
                             order by at desc offset :day limit 1))""", Instant.class)
                .setParameter("account", account)
                .setParameter("quarter", IN_15_MINUTES - 1)
                .setParameter("day", IN_A_DAY - 1)
                .uniqueResultOptional()
                .map(until -> Duration.between(now, until))
                .filter(Duration::isPositive);
    }

    /** No more than limit anything are kept: wrong recovery codes can be sent without end. */
    static void count(UUID account, Instant now) {
        Panache.getSession()
                .createNativeMutationQuery("""
                        insert into wrong_code (account_id, at)
                        select :account, :now
                        where :day > (select count(*) from wrong_code
                                      where account_id = :account and at > cast(:now as timestamptz) - interval '1 day')""")
                .setParameter("account", account)
                .setParameter("now", now)
                .setParameter("day", IN_A_DAY)
                .executeUpdate();
    }

    static int deleteForgotten(int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from wrong_code where ctid in
                        (select ctid from wrong_code where at < now() - make_interval(secs => :age) limit :limit)""")
                .setParameter("age", MEMORY.toSeconds())
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
