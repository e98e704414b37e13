package dev.tandem.auth.audit;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;

/** What is kept of security events. */
@ConfigMapping(prefix = "audit")
interface AuditConfig {

    /** How long events are kept. */
    Duration retention();

    /** The database keeps events for so long whatever it is asked. */
    @AssertTrue(message = "(SECURITY_EVENT_RETENTION) must be 30 days at least")
    default boolean isRetentionLongEnough() {
        return retention().compareTo(Duration.ofDays(30)) >= 0;
    }
}
