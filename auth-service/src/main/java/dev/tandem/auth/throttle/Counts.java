package dev.tandem.auth.throttle;

import dev.tandem.kit.rate.Rate;
import io.quarkus.hibernate.orm.panache.Panache;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.query.CommonQueryContract;

/**
 * What buckets have counted, in the database and by its clock. A bucket's time begins with the first it counts; when it
 * is over, it counts from zero.
 */
class Counts {

    /**
     * A bucket that takes no more.
     *
     * @param seconds until it does
     * @param told whether that is on record
     */
    record Full(Bucket bucket, long seconds, boolean told) {}

    /** What became of one bucket; neither where it could have counted and another was full. */
    private record Outcome(Bucket bucket, boolean taken, Full full) {}

    /** Capitals are the database's business, as with the accounts' addresses: otherwise a rare one would tell which exist. */
    private static final String WANTED = """
            with wanted as materialized (
                select kind, sha256(convert_to(lower(key), 'UTF8')) as key, most, seconds, rank
                from unnest(cast(:kinds as text[]), cast(:keys as text[]), cast(:most as int[]), cast(:seconds as int[]))
                     with ordinality as w(kind, key, most, seconds, rank))
            """;

    /** What was full beforehand costs a read. What others fill meanwhile is waited for, and not overfilled. */
    private static final String TAKE = WANTED + """
            , spent as materialized (
                select kind, ends_at, told from wanted join throttle b using (kind, key)
                where b.taken >= most and b.ends_at > clock_timestamp()),
            taken as (
                insert into throttle as b (kind, key, taken, ends_at, told)
                select kind, key, 1, clock_timestamp() + make_interval(secs => seconds), false
                from wanted where not exists (select from spent) order by rank
                on conflict (kind, key) do update set
                    taken = case when b.ends_at > clock_timestamp() then b.taken + 1 else 1 end,
                    ends_at = case when b.ends_at > clock_timestamp() then b.ends_at else excluded.ends_at end,
                    told = b.told and b.ends_at > clock_timestamp()
                where b.ends_at <= clock_timestamp() or b.taken < (select most from wanted w where w.kind = b.kind)
                returning kind)
            select rank, taken.kind is not null,
                   cast(ceil(extract(epoch from ends_at - clock_timestamp())) as bigint), told
            from wanted left join taken using (kind) left join spent using (kind)
            """;

    private static final String GIVE_BACK = WANTED + """
            , held as (
                select b.kind, b.key from throttle b join wanted using (kind, key)
                where b.taken > 0 and b.ends_at > clock_timestamp() order by rank for update of b)
            update throttle b set taken = b.taken - 1 from held where b.kind = held.kind and b.key = held.key
            """;

    private static final String CLEAR = WANTED + """
            , held as (
                select b.kind, b.key from throttle b join wanted using (kind, key) order by rank for update of b)
            delete from throttle b using held where b.kind = held.kind and b.key = held.key
            """;

    private static final String TELL = WANTED + """
            update throttle b set told = true from wanted where b.kind = wanted.kind and b.key = wanted.key and not b.told
            """;

    private final ThrottleConfig config;
    private final List<Bucket> buckets;

    Counts(ThrottleConfig config, Collection<Bucket> buckets) {
        this.config = config;
        this.buckets =
                buckets.stream().sorted(Comparator.comparing(Bucket::limit)).toList();
    }

    /**
     * Counts once in each, or in none.
     *
     * @return those that are full; none where all have counted
     */
    List<Full> take() {
        while (true) {
            var outcomes = tryToTake();
            var full = outcomes.stream()
                    .map(Outcome::full)
                    .filter(Objects::nonNull)
                    .toList();
            var taken = outcomes.stream()
                    .filter(Outcome::taken)
                    .map(Outcome::bucket)
                    .toList();
            if (!full.isEmpty() || taken.size() == buckets.size()) {
                return full;
            }
            // One was filled after the statement began: the next sees it.
            new Counts(config, taken).giveBack();
        }
    }

    void giveBack() {
        bind(Panache.getSession().createNativeMutationQuery(GIVE_BACK)).executeUpdate();
    }

    void clear() {
        bind(Panache.getSession().createNativeMutationQuery(CLEAR)).executeUpdate();
    }

    /** Puts on record that these are full; false where somebody else has. */
    boolean tell() {
        return bind(Panache.getSession().createNativeMutationQuery(TELL)).executeUpdate() > 0;
    }

    private List<Outcome> tryToTake() {
        return bind(Panache.getSession().createNativeQuery(TAKE, Object[].class)).getResultList().stream()
                .map(this::outcome)
                .toList();
    }

    private Outcome outcome(Object[] row) {
        var bucket = buckets.get(((Number) row[0]).intValue() - 1);
        var full =
                row[2] == null ? null : new Full(bucket, Math.max(1, ((Number) row[2]).longValue()), (boolean) row[3]);
        return new Outcome(bucket, (boolean) row[1], full);
    }

    private <Q extends CommonQueryContract> Q bind(Q query) {
        query.setParameter("kinds", each(bucket -> bucket.limit().name()).toArray(String[]::new));
        query.setParameter("keys", each(bucket -> storable(bucket.key())).toArray(String[]::new));
        query.setParameter("most", each(bucket -> rate(bucket).limit()).toArray(Integer[]::new));
        query.setParameter(
                "seconds",
                each(bucket -> Math.toIntExact(rate(bucket).window().toSeconds()))
                        .toArray(Integer[]::new));
        return query;
    }

    private <T> Stream<T> each(Function<Bucket, T> part) {
        return buckets.stream().map(part);
    }

    private Rate rate(Bucket bucket) {
        return bucket.limit().rate(config);
    }

    /** PostgreSQL takes neither NUL nor half a surrogate pair, which somebody may send as an address. */
    private static String storable(String key) {
        return new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }

    static int deleteOver(int limit) {
        return Panache.getSession()
                .createNativeMutationQuery("""
                        delete from throttle where (kind, key) in
                        (select kind, key from throttle where ends_at < now() limit :limit for update skip locked)""")
                .setParameter("limit", limit)
                .executeUpdate();
    }
}
