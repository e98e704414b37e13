package dev.tandem.auth.audit;

import dev.tandem.kit.rate.Rate;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** What is kept of security events. */
@ConfigMapping(prefix = "audit")
interface AuditConfig {

    /** How long events are kept. */
    Duration retention();

    /** Events of one type about one account that a replica keeps; the log has all. */
    @Pattern(
            regexp = Rate.PATTERN,
            message = "(SECURITY_EVENTS_PER_ACCOUNT) must be a number and a time, such as 200/1d")
    String perAccount();

    /** The database keeps events for so long whatever it is asked. */
    @AssertTrue(message = "(SECURITY_EVENT_RETENTION) must be 30 days at least")
    default boolean isRetentionLongEnough() {
        return retention().compareTo(Duration.ofDays(30)) >= 0;
    }
}
