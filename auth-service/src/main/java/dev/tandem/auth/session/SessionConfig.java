package dev.tandem.auth.session;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long sessions last. */
@ConfigMapping(prefix = "session")
interface SessionConfig {

    /** A session not refreshed for this long is over. */
    Duration idleLifetime();

    /** A session is over this long after its log-in, however much it is used. */
    Duration absoluteLifetime();

    /** How long a refresh token that was just replaced still gives its successor. */
    Duration rotationGrace();

    /** Sessions one account can have; the longest unused go first. */
    @Min(1)
    int perAccount();
}
