package dev.tandem.auth.password;

import dev.tandem.kit.problem.Problem;
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
    private final PasswordHash decoy;

    PasswordHasher(PasswordConfig config, Peppers peppers, PasswordWork work, MeterRegistry metrics) {
        this.config = config;
        this.work = work;
        this.peppers = peppers;
        this.hashing = metrics.timer("auth.password.hash");
        this.decoy = new PasswordHash(Bcrypt.matchingNothing(config.cost()), config.pepperId());
    }

    /**
     * Hashes the password of somebody who has no account yet.
     *
     * @throws Problem 503 overloaded
     */
    public PasswordHash hash(String password) {
        return hash(password, Requester.NOBODY);
    }

    /** @throws Problem 503 overloaded */
    public PasswordHash hash(String password, Requester requester) {
        return timed(
                requester,
                () -> new PasswordHash(
                        Bcrypt.hash(peppers.mix(password, config.pepperId()), config.cost()), config.pepperId()));
    }

    /**
     * Whether {@code password} made {@code stored}. Where it did not, the time taken tells neither whether an account
     * exists nor how old its hash is: a decoy is checked where there is none, and the work of a lower cost made up for.
     * A password that nobody can have chosen costs as much as any other and matches nothing.
     *
     * @throws Problem 503 overloaded
     */
    public boolean matches(String password, PasswordHash stored, Requester requester) {
        var checked = stored == null ? decoy : stored;
        boolean possible = !PasswordText.isTooLong(password) && PasswordText.isWellFormed(password);
        var typed = possible ? password : "";
        return timed(requester, () -> {
            boolean matches = Bcrypt.matches(peppers.mix(typed, checked.pepperId()), checked.hash()) && possible;
            if (!matches) {
                makeUpFor(Bcrypt.cost(checked.hash()));
            }
            return matches;
        });
    }

    /** Whether {@code stored} was made with a lower cost, another pepper or none, and is due to be replaced. */
    public boolean isOutdated(PasswordHash stored) {
        return !config.pepperId().equals(stored.pepperId()) || Bcrypt.cost(stored.hash()) < config.cost();
    }

    /** Whether {@code stored} takes longer to check than those made here. */
    public boolean isCostly(PasswordHash stored) {
        return Bcrypt.cost(stored.hash()) > config.cost();
    }

    /** As each step doubles the work, one at every cost from the one paid adds up to the one that is due. */
    private void makeUpFor(int paid) {
        for (int cost = paid; cost < config.cost(); cost++) {
            Bcrypt.matches("", Bcrypt.matchingNothing(cost));
        }
    }

    private <T> T timed(Requester requester, Callable<T> hash) {
        return work.call(requester, hashing.wrap(hash));
    }
}
