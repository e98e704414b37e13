package dev.tandem.auth.throttle;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** How often things may be done, each as {@code how many/how long}. */
@ConfigMapping(prefix = "throttle")
interface ThrottleConfig {

    /** Log-ins that failed for one account from one network. */
    @Pattern(
            regexp = Rate.PATTERN,
            message = "(THROTTLE_LOGINS_PER_ACCOUNT_AND_NETWORK) must be a number and a time, such as 10/15m")
    String loginsPerAccountAndNetwork();

    /** Log-ins that failed for one account from one device it knows. */
    @Pattern(
            regexp = Rate.PATTERN,
            message = "(THROTTLE_LOGINS_PER_DEVICE) must be a number and a time, such as 10/15m")
    String loginsPerDevice();

    /** Log-ins that failed from one network. */
    @Pattern(
            regexp = Rate.PATTERN,
            message = "(THROTTLE_LOGINS_PER_NETWORK) must be a number and a time, such as 100/15m")
    String loginsPerNetwork();

    /** Log-ins that failed for one account from wherever it does not know. */
    @Pattern(
            regexp = Rate.PATTERN,
            message = "(THROTTLE_LOGINS_PER_ACCOUNT) must be a number and a time, such as 100/1d")
    String loginsPerAccount();

    /** Sign-ups from one network, whatever comes of them. */
    @Pattern(regexp = Rate.PATTERN, message = "(THROTTLE_SIGNUPS) must be a number and a time, such as 30/5m")
    String signups();
}
