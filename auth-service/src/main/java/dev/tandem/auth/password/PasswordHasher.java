package dev.tandem.auth.password;

import dev.tandem.auth.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes and checks passwords: bcrypt over base64(HMAC-SHA-384(password, pepper)), so that nothing beyond bcrypt's 72
 * bytes is cut off and a stolen database alone is no use for guessing.
 *
 * <p>All bcrypt runs on a pool as wide as the machine has cores, with a short queue: a flood of log-ins leaves the
 * other threads to everything else. Call outside a transaction.
 */
@Singleton
public class PasswordHasher {

    private static final String RETRY_AFTER_SECONDS = "2";

    private final PasswordConfig config;
    private final ThreadPoolExecutor pool;
    private final byte[] pepper;
    private final Timer hashing;
    private final String decoy;

    PasswordHasher(PasswordConfig config, MeterRegistry metrics) {
        this.config = config;
        this.pepper = Base64.getDecoder().decode(config.pepper().strip());
        int threads =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queue()),
                Thread.ofPlatform().name("bcrypt-", 0).factory());
        this.hashing = metrics.timer("auth.password.hash");
        metrics.gauge("auth.password.queue", pool.getQueue(), Queue::size);
        this.decoy = Bcrypt.matchingNothing(config.cost());
    }

    /**
     * @throws Problem 503 overloaded where the queue is full
     */
    public PasswordHash hash(String password) {
        return onPool(() -> new PasswordHash(Bcrypt.hash(peppered(password), config.cost()), config.pepperId()));
    }

    /**
     * Whether {@code password} made {@code stored}. Without a stored hash the same work is done on one that matches
     * nothing, so that the time taken does not tell whether an account exists.
     *
     * @throws Problem 503 overloaded where the queue is full
     */
    public boolean matches(String password, PasswordHash stored) {
        if (stored == null) {
            onPool(() -> Bcrypt.matches(peppered(password), decoy));
            return false;
        }
        return onPool(() -> Bcrypt.matches(secretFor(password, stored), stored.hash()));
    }

    /** Whether {@code stored} was made with a lower cost, another pepper or none, and is due to be replaced. */
    public boolean isOutdated(PasswordHash stored) {
        return !config.pepperId().equals(stored.pepperId()) || Bcrypt.cost(stored.hash()) < config.cost();
    }

    private String secretFor(String password, PasswordHash stored) {
        return stored.pepperId() == null ? password : peppered(password);
    }

    private String peppered(String password) {
        try {
            var mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(pepper, "HmacSHA384"));
            var normalized = Normalizer.normalize(password, Normalizer.Form.NFC);
            return Base64.getEncoder().encodeToString(mac.doFinal(normalized.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T onPool(Callable<T> work) {
        try {
            return pool.submit(hashing.wrap(work)).get();
        } catch (RejectedExecutionException _) {
            throw Problem.of(503, "overloaded", "Too many log-ins at once; try again shortly.")
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
