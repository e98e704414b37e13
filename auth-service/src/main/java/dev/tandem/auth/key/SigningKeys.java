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
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** What signs or will: another replica may since have sealed it with a key-encryption key that is unknown here. */
    private Map<String, PrivateKey> opened = Map.of();

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
        var current = keys.stream()
                .filter(key -> key.state == State.current)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No signing key is current"));
        var privateKeys = new HashMap<String, PrivateKey>();
        privateKeys.put(current.kid, open(current));
        keys.stream()
                .filter(key -> key.state == State.next)
                .forEach(next -> unlessUnavailable(() -> privateKeys.put(next.kid, open(next))));
        opened = privateKeys;
        ring = KeyRing.of(
                current.kid,
                opened.get(current.kid),
                current.activatedAt,
                readAt.plus(KeySchedule.LEASE),
                keys.stream().map(key -> PublishedKey.parse(key.publicJwk)).toList());
    }

    private PrivateKey open(SigningKey key) {
        var known = opened.get(key.kid);
        return known == null ? vault.open(key) : known;
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
