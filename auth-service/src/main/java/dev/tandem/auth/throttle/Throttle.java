package dev.tandem.auth.throttle;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Refuses what is done too often. The counts are in the database, so that they hold for all replicas together.
 *
 * <p>Whatever counts every time is one line at its beginning, outside any transaction:
 *
 * <pre>{@code throttle.require(null, client, Limit.signups_per_network.of(client.network()));}</pre>
 *
 * <p>What counts only when it fails is {@linkplain #take taken} before it is tried and {@linkplain #giveBack given back}
 * when it succeeds. Counting afterwards would let any number of tries through at once.
 */
@ApplicationScoped
public class Throttle {

    private final ThrottleConfig config;
    private final SecurityEvents events;
    private final MeterRegistry metrics;

    Throttle(ThrottleConfig config, SecurityEvents events, MeterRegistry metrics) {
        this.config = config;
        this.events = events;
        this.metrics = metrics;
    }

    /**
     * Counts once in each bucket.
     *
     * @param account whom it concerns; null where it is nobody known
     * @throws Problem 429 too_many_requests where one is full; then none counted
     */
    @Transactional(dontRollbackOn = Problem.class)
    public void require(UUID account, Client client, Bucket... buckets) {
        take(account, client, buckets).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /**
     * Counts once in each bucket, or in none where one is full. Joins the caller's transaction and keeps the buckets
     * locked until its end, so it had better come last.
     *
     * @param account whom it concerns; null where it is nobody known
     * @param buckets one of a limit
     * @return what to throw once the transaction is over
     */
    @Transactional
    public Optional<Problem> take(UUID account, Client client, Bucket... buckets) {
        var refusing = new Counts(config, withSites(client, buckets)).take();
        refusing.forEach(full -> refused(full, account, client));
        return refusing.stream()
                .map(Counts.Full::seconds)
                .max(Comparator.naturalOrder())
                .map(seconds -> Problem.of(429).withHeader(HttpHeaders.RETRY_AFTER, seconds.toString()));
    }

    /** Takes one off each bucket, for a try that is not to count after all. Joins the caller's transaction. */
    @Transactional
    public void giveBack(Client client, Bucket... buckets) {
        new Counts(config, withSites(client, buckets)).giveBack();
    }

    /** Has each bucket count from zero. Joins the caller's transaction. */
    @Transactional
    public void clear(Bucket... buckets) {
        new Counts(config, List.of(buckets)).clear();
    }

    /** Whoever holds an IPv6 site can take another of its networks each time. */
    private static List<Bucket> withSites(Client client, Bucket... buckets) {
        var ofSite = client.site().stream()
                .flatMap(site -> Stream.of(buckets)
                        .flatMap(bucket -> bucket.limit().perSite().stream())
                        .map(limit -> limit.of(site)));
        return Stream.concat(Stream.of(buckets), ofSite).toList();
    }

    private void refused(Counts.Full full, UUID account, Client client) {
        var bucket = full.bucket();
        metrics.counter("auth.throttled", "limit", bucket.limit().name()).increment();
        // Once, or whoever is refused a thousand times writes a thousand events.
        if (!full.told() && new Counts(config, List.of(bucket)).tell()) {
            events.record(SecurityEvent.of(SecurityEventType.throttled)
                    .about(account)
                    .by(client)
                    .because(bucket.limit().name()));
        }
    }
}
