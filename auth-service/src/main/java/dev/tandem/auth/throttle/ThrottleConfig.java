package dev.tandem.auth.throttle;

import dev.tandem.kit.rate.Rate;
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

    /** Sessions that one account opens, counted by each replica. */
    @Pattern(regexp = Rate.PATTERN, message = "(THROTTLE_SESSIONS) must be a number and a time, such as 100/1h")
    String sessions();

    /** Links to a new password that one account is mailed for one network, or for one device it knows. */
    @Pattern(regexp = Rate.PATTERN, message = "(THROTTLE_RESETS) must be a number and a time, such as 3/1h")
    String resets();

    /** Requests that change something from one network, counted by each replica. */
    @Pattern(regexp = Rate.PATTERN, message = "(WRITES_PER_NETWORK) must be a number and a time, such as 1200/1m")
    String writesPerNetwork();

    /** Requests that change something with the access tokens of one account, counted by each replica. */
    @Pattern(regexp = Rate.PATTERN, message = "(WRITES_PER_ACCOUNT) must be a number and a time, such as 120/1m")
    String writesPerAccount();

    /** Requests for a mail from one network, counted by each replica. */
    @Pattern(regexp = Rate.PATTERN, message = "(THROTTLE_MAIL_REQUESTS) must be a number and a time, such as 30/5m")
    String mailRequests();
}
