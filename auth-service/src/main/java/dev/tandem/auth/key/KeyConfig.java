package dev.tandem.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;

/** When signing keys change. */
@ConfigMapping(prefix = "key")
interface KeyConfig {

    /** How long a key signs. */
    Duration rotationPeriod();

    /** How often a replica reads what the others did. */
    Duration reloadInterval();

    /** How often a replica looks whether something is due, or {@code off}. */
    String checkInterval();

    /** How long tokens outlive their signature. */
    Duration tokenLifetime();

    /** Whether this process serves and so looks after the keys, other than a command. */
    @WithDefault("true")
    boolean tended();

    @AssertTrue(message = "(KEY_ROTATION_PERIOD) must be an hour at least")
    default boolean isRotationPeriodLongEnough() {
        return rotationPeriod().compareTo(Duration.ofHours(1)) >= 0;
    }

    /** A new key is published for ten minutes before it signs: a replica has to have learnt of it well within those. */
    @AssertTrue(message = "(KEY_RELOAD_INTERVAL) must be between 1 second and 1 minute")
    default boolean isReloadIntervalShortEnough() {
        return reloadInterval().compareTo(Duration.ofSeconds(1)) >= 0
                && reloadInterval().compareTo(Duration.ofMinutes(1)) <= 0;
    }
}
