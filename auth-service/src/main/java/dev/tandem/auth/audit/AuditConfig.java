package dev.tandem.auth.audit;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;

/** What is kept of security events. */
@ConfigMapping(prefix = "audit")
interface AuditConfig {

    /** How long events are kept. */
    Duration retention();

    @AssertTrue(message = "(SECURITY_EVENT_RETENTION) must be a day at least")
    default boolean isRetentionLongEnough() {
        return retention().compareTo(Duration.ofDays(1)) >= 0;
    }
}
