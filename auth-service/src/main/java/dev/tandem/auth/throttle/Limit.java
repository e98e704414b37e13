package dev.tandem.auth.throttle;

import dev.tandem.kit.rate.Rate;
import java.util.Arrays;
import java.util.Optional;
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
    logins_per_site(ThrottleConfig::loginsPerNetwork, Limit.NETWORKS_PER_SITE),
    logins_per_account(ThrottleConfig::loginsPerAccount),
    signups_per_network(ThrottleConfig::signups),
    signups_per_site(ThrottleConfig::signups, Limit.NETWORKS_PER_SITE),
    resets_per_account_and_network(ThrottleConfig::resets),
    resets_per_device(ThrottleConfig::resets),
    change_notices(_ -> "10/1h"),
    wrong_code_notices(_ -> "1/1h");

    /** What a whole IPv6 /48 may do more than one of its 65,536 networks. */
    static final int NETWORKS_PER_SITE = 10;

    private final Function<ThrottleConfig, String> setting;
    private final int factor;

    Limit(Function<ThrottleConfig, String> setting) {
        this(setting, 1);
    }

    Limit(Function<ThrottleConfig, String> setting, int factor) {
        this.setting = setting;
        this.factor = factor;
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
        return Rate.parse(setting.apply(config)).times(factor);
    }

    /** What counts for all networks of an IPv6 site together besides. */
    Optional<Limit> perSite() {
        return switch (this) {
            case logins_per_network -> Optional.of(logins_per_site);
            case signups_per_network -> Optional.of(signups_per_site);
            default -> Optional.empty();
        };
    }
}
