package dev.tandem.auth.key;

import java.time.Duration;
import java.time.Instant;

/**
 * When keys change state.
 *
 * @param period how long a key signs
 * @param tokenLifetime how long tokens outlive their signature
 */
record KeySchedule(Duration period, Duration tokenLifetime) {

    /** Twice as long as the JWKS may be cached: then every verifier knows the key. */
    static final Duration PUBLISHED_BEFORE_SIGNING = Duration.ofMinutes(10);

    /**
     * How long a replica may sign by what it last read from the database. Long enough for an outage, and added to the
     * time that a key which stopped signing stays published, since a replica may not have heard of it.
     */
    static final Duration LEASE = Duration.ofMinutes(5);

    /** The verifiers' clock skew, and the moments between a decision and its commit. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    boolean isOldEnoughToSign(SigningKey next, Instant now) {
        return !next.createdAt.plus(PUBLISHED_BEFORE_SIGNING).isAfter(now);
    }

    boolean isDue(SigningKey current, Instant now) {
        return !current.activatedAt.plus(period).isAfter(now);
    }

    boolean isUnneeded(SigningKey previous, Instant now) {
        return !previous.stoppedAt.plus(LEASE).plus(tokenLifetime).plus(MARGIN).isAfter(now);
    }
}
