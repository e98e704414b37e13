package dev.tandem.auth.password;

import dev.tandem.auth.secret.SecretKeyBytes;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How passwords are hashed and checked. */
@ConfigMapping(prefix = "password")
interface PasswordConfig {

    /** bcrypt's cost: each step doubles the work. */
    @Min(4)
    @Max(16)
    int cost();

    /** Names the pepper in the hashes made with it, so that it can be changed. */
    @NotBlank
    String pepperId();

    /** At least 32 random bytes, as base64, mixed into every hash and kept outside the database. */
    @WithConverter(SecretKeyBytes.Converter.class)
    SecretKeyBytes pepper();

    /** Log-ins that may wait for a core before the service answers 503. */
    @Min(1)
    int queue();

    /** Hashes computed at the same time; 0 means one per core. */
    @WithDefault("0")
    @Min(0)
    int threads();
}
