package dev.tandem.auth.token;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** The access tokens this service issues. */
@ConfigMapping(prefix = "token")
public interface TokenConfig {

    /** The public URL of this service, without a slash at the end: the tokens' {@code iss}. */
    @Pattern(regexp = "https?://[^/?#\\s]+", message = "must be an http(s) URL without a path")
    String issuer();

    /** How long an access token is good for. */
    Duration lifetime();
}
