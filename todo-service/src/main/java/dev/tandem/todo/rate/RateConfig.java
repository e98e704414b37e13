package dev.tandem.todo.rate;

import dev.tandem.kit.rate.Rate;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** How often to-dos may be changed, at each replica. */
@ConfigMapping(prefix = "rate")
interface RateConfig {

    @Pattern(regexp = Rate.PATTERN, message = "(WRITES_PER_ACCOUNT) must be a number in a time, such as 600/1m")
    String writesPerAccount();

    @Pattern(regexp = Rate.PATTERN, message = "(WRITES_PER_NETWORK) must be a number in a time, such as 6000/1m")
    String writesPerNetwork();
}
