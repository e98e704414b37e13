package dev.tandem.auth.password;

import dev.tandem.auth.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;

/**
 * Hashes and checks passwords: bcrypt over base64(HMAC-SHA-384(password, pepper)), so that nothing beyond bcrypt's 72
 * bytes is cut off and a stolen database alone is no use for guessing. Call outside a transaction.
 */
@Singleton
public class PasswordHasher {

    private final PasswordConfig config;
    private final Peppers peppers;
    private final PasswordWork work;
    private final Timer hashing;
    private final String decoy;

    PasswordHasher(PasswordConfig config, Peppers peppers, PasswordWork work, MeterRegistry metrics) {
        this.config = config;
        this.work = work;
        this.peppers = peppers;
        this.hashing = metrics.timer("auth.password.hash");
        this.decoy = Bcrypt.matchingNothing(config.cost());
    }

    /** @throws Problem 503 overloaded */
    public PasswordHash hash(String password) {
        return timed(() -> new PasswordHash(
                Bcrypt.hash(peppers.mix(password, config.pepperId()), config.cost()), config.pepperId()));
    }

    /**
     * Whether {@code password} made {@code stored}. Without a stored hash the same work is done on one that matches
     * nothing, so that the time taken does not tell whether an account exists.
     *
     * @throws Problem 503 overloaded
     */
    public boolean matches(String password, PasswordHash stored) {
        if (stored == null) {
            timed(() -> Bcrypt.matches(peppers.mix(password, config.pepperId()), decoy));
            return false;
        }
        return timed(() -> Bcrypt.matches(peppers.mix(password, stored.pepperId()), stored.hash()));
    }

    /** Whether {@code stored} was made with a lower cost, another pepper or none, and is due to be replaced. */
    public boolean isOutdated(PasswordHash stored) {
        return !config.pepperId().equals(stored.pepperId()) || Bcrypt.cost(stored.hash()) < config.cost();
    }

    private <T> T timed(Callable<T> hash) {
        return work.call(hashing.wrap(hash));
    }
}
