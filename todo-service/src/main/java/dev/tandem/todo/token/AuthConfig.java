package dev.tandem.todo.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Who issues the access tokens, and how its keys are kept up to date. */
@ConfigMapping(prefix = "auth")
interface AuthConfig {

    /** What {@code iss} has to say: the public URL of auth-service. */
    URI issuer();

    URI jwksUrl();

    @WithDefault("60s")
    Duration refreshEvery();

    /** How often a key id that nobody knows may have the keys fetched out of turn. */
    @WithDefault("10s")
    Duration extraFetchEvery();

    /** How long keys are good for while auth-service can't be asked. */
    @WithDefault("24h")
    Duration keepStaleFor();

    @WithDefault("5s")
    Duration clockSkew();

    @WithDefault("5m")
    Duration longestTokenLife();
}
