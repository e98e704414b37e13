package dev.tandem.todo.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The public keys of auth-service, in memory: asking for one never waits. They are fetched in the background, kept
 * through an outage, and fetched out of turn for an unknown key id, but only so often, whoever makes ids up.
 */
@Singleton
class JwksKeySet {

    private static final Logger LOG = Logger.getLogger(JwksKeySet.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private record Known(Map<String, PublicKey> keys, long confirmedAt) {}

    private final JwksClient client;
    private final AuthConfig settings;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("jwks").daemon().factory());
    private final AtomicBoolean extraFetchPlanned = new AtomicBoolean();

    private volatile Known known;
    private volatile long nextExtraFetch = System.nanoTime();
    private Duration retry = FIRST_RETRY;

    JwksKeySet(JwksClient client, AuthConfig settings, MeterRegistry metrics) {
        this.client = client;
        this.settings = settings;
        TimeGauge.builder("token.keys.age", this, TimeUnit.SECONDS, JwksKeySet::ageInSeconds)
                .description("Time since auth-service last confirmed its public keys; NaN while there are none")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        worker.execute(this::fetchInTurn);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    Optional<PublicKey> find(String keyId) {
        var key = isUsable() ? known.keys().get(keyId) : null;
        if (key == null) {
            planExtraFetch();
        }
        return Optional.ofNullable(key);
    }

    boolean isUsable() {
        var now = known;
        return now != null && age(now).compareTo(settings.keepStaleFor()) <= 0;
    }

    /** At the latest when the interval is over, so that noise can delay a real new key no longer than that. */
    private void planExtraFetch() {
        if (extraFetchPlanned.compareAndSet(false, true)) {
            worker.schedule(this::fetchOutOfTurn, nextExtraFetch - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void fetchOutOfTurn() {
        nextExtraFetch = System.nanoTime() + settings.extraFetchEvery().toNanos();
        extraFetchPlanned.set(false);
        fetch();
    }

    private void fetchInTurn() {
        var fetched = fetch();
        retry = fetched || isUsable() ? FIRST_RETRY : longer(retry);
        var pause = fetched || isUsable() ? settings.refreshEvery() : retry;
        worker.schedule(this::fetchInTurn, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean fetch() {
        try {
            var fetched = client.fetch();
            known = new Known(fetched.orElseGet(() -> known.keys()), System.nanoTime());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    "Could not fetch the keys of auth-service (%s); %s",
                    e, isUsable() ? "keeping those known" : "there are none");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }

    private static Duration age(Known known) {
        return Duration.ofNanos(System.nanoTime() - known.confirmedAt());
    }

    private double ageInSeconds() {
        var now = known;
        return now == null ? Double.NaN : age(now).toMillis() / 1000.0;
    }
}
