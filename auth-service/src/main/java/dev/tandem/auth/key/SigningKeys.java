package dev.tandem.auth.key;

import dev.tandem.auth.key.SigningKey.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The key pairs that sign access tokens: kept sealed in the database, shared by every replica. Each keeps what it last
 * read in memory, so that issuing and verifying tokens never waits for the database.
 */
@Singleton
public class SigningKeys {

    /** The only signature algorithm used and accepted (docs/decisions/0002-rs256.md). */
    public static final String ALGORITHM = "RS256";

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final KeyConfig config;
    private final KeyVault vault;
    private final KeyRotation rotation;
    private volatile KeyRing ring;
    /** By kid: another replica may since have sealed them with a key-encryption key that is unknown here. */
    private Map<String, OpenedKey> opened = Map.of();

    SigningKeys(KeyConfig config, KeyVault vault, KeyRotation rotation, MeterRegistry metrics) {
        this.config = config;
        this.vault = vault;
        this.rotation = rotation;
        TimeGauge.builder("auth.signing.key.age", this, TimeUnit.SECONDS, SigningKeys::ageInSeconds)
                .description("Since when the current signing key signs")
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        if (config.tended()) {
            rotation.start();
            reload();
        }
    }

    public KeyRing ring() {
        return ring;
    }

    @Scheduled(
            every = "{key.check-interval}",
            delayed = "{key.reload-interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void tend() {
        unlessUnavailable(rotation::tend);
        unlessUnavailable(this::reload);
    }

    @Scheduled(
            every = "{key.reload-interval}",
            delayed = "{key.reload-interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        unlessUnavailable(this::reload);
    }

    /** One at a time, lest an earlier reading replace a later one. */
    synchronized void reload() {
        var readAt = Instant.now();
        List<SigningKey> keys = QuarkusTransaction.requiringNew().call(SigningKey::published);
        var usable = new LinkedHashMap<String, OpenedKey>();
        keys.forEach(key -> open(key).ifPresent(found -> usable.put(key.kid, found)));
        var current = keys.stream()
                .filter(key -> key.state == State.current && usable.containsKey(key.kid))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No usable signing key is current"));
        opened = usable;
        ring = KeyRing.of(
                current.kid,
                usable.get(current.kid).privateKey(),
                current.activatedAt,
                readAt.plus(KeySchedule.LEASE),
                usable.values().stream().map(OpenedKey::published).toList());
    }

    private Optional<OpenedKey> open(SigningKey key) {
        return Optional.ofNullable(opened.get(key.kid)).or(() -> vault.open(key));
    }

    /** Goes on with what is known, for as long as that may sign. */
    private static void unlessUnavailable(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("The signing keys can't be read or changed: %s", e.getMessage());
        }
    }

    private double ageInSeconds() {
        var known = ring;
        return known == null
                ? Double.NaN
                : Duration.between(known.activatedAt(), Instant.now()).toSeconds();
    }
}
