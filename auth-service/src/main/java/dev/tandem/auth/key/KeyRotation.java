package dev.tandem.auth.key;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.function.Predicate;

/**
 * Moves keys from state to state: next, current, previous, retired. Every replica does, one at a time and by the
 * database's clock, so that together they make each move once.
 */
@Singleton
class KeyRotation {

    private final KeyVault vault;
    private final KeySchedule schedule;
    private final SecurityEvents events;

    KeyRotation(KeyConfig config, KeyVault vault, SecurityEvents events) {
        this.vault = vault;
        this.events = events;
        this.schedule = new KeySchedule(config.rotationPeriod(), config.tokenLifetime());
    }

    void start() {
        locked(keys -> {
            keys.reseal();
            keys.fillUp();
            return true;
        });
    }

    /** Does what is due. */
    void tend() {
        locked(keys -> {
            keys.retireUnneeded();
            keys.fillUp();
            if (keys.isRotationDue() && keys.isNextOldEnough()) {
                keys.rotate();
            }
            return true;
        });
    }

    /** @return false where the next key has not been published long enough for every verifier to know it */
    boolean rotate() {
        return locked(keys -> {
            keys.fillUp();
            if (!keys.isNextOldEnough()) {
                return false;
            }
            keys.rotate();
            return true;
        });
    }

    /** Rotates even to a key that verifiers may not know yet. */
    void rotateNow() {
        locked(keys -> {
            keys.rotate();
            return true;
        });
    }

    /**
     * Takes a key that has leaked out of use, with all tokens it has signed.
     *
     * @return false where no key in use has this kid
     */
    boolean drop(String kid) {
        return locked(keys -> keys.drop(kid));
    }

    private boolean locked(Predicate<LockedKeys> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var keys = new LockedKeys(vault, schedule);
            var result = work.test(keys);
            keys.changes()
                    .forEach(change -> events.record(SecurityEvent.of(SecurityEventType.signing_key_changed)
                            .because(change)));
            return result;
        });
    }
}
