package dev.tandem.auth.throttle;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is counted; the names are in the database, in metrics and in security events. Where several count the same thing
 * they are taken in this order, so that two requests never wait for each other.
 */
public enum Limit {
    logins_per_account_and_network(ThrottleConfig::loginsPerAccountAndNetwork),
    logins_per_device(ThrottleConfig::loginsPerDevice),
    logins_per_network(ThrottleConfig::loginsPerNetwork),
    logins_per_account(ThrottleConfig::loginsPerAccount),
    signups_per_network(ThrottleConfig::signups);

    private final Function<ThrottleConfig, String> setting;

    Limit(Function<ThrottleConfig, String> setting) {
        this.setting = setting;
    }

    /**
     * What counts for one of those it is counted by.
     *
     * @param whom an account's id, an address as somebody typed it, a network; e-mail addresses count as one however
     *     they are capitalised
     */
    public Bucket of(Object... whom) {
        return new Bucket(this, Arrays.stream(whom).map(Object::toString).collect(Collectors.joining("\n")));
    }

    Rate rate(ThrottleConfig config) {
        return Rate.parse(setting.apply(config));
    }
}
