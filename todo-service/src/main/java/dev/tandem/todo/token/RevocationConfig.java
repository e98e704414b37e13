package dev.tandem.todo.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where auth-service says which sessions ended. */
@ConfigMapping(prefix = "revocations")
interface RevocationConfig {

    String OFF = "off";

    /** Named or given up on purpose: left out by accident, logging out would end nothing here and nobody would notice. */
    @Pattern(regexp = OFF + "|https?://[^?#\\s]+", message = "(AUTH_REVOCATIONS_URL) must be an http(s) URL or 'off'")
    String url();

    @WithDefault("500ms")
    Duration pollEvery();

    /** However long auth-service says: no access token lives longer than five minutes. */
    @WithDefault("6m")
    Duration keepAtMost();

    default Optional<URI> feed() {
        return url().equals(OFF) ? Optional.empty() : Optional.of(URI.create(url()));
    }
}
