package dev.tandem.auth.password;

import dev.tandem.auth.secret.EncodedKey;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

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

    /** 32 random bytes, as base64, mixed into every hash and kept outside the database. Never converted, lest an error quote it. */
    @Pattern(regexp = EncodedKey.PATTERN, message = "(PASSWORD_PEPPER) must be 32 random bytes, as base64")
    String pepper();

    /** Peppers that older hashes were made with, each as {@code id:base64}, until everybody has logged in again. */
    Optional<
                    List<
                            @Pattern(
                                    regexp = "[^:]+:[A-Za-z0-9+/]{43}=",
                                    message = "(PASSWORD_PREVIOUS_PEPPERS) must be id:base64")
                            String>>
            previousPeppers();

    /** What anybody would try here: the product's and the organisation's names. */
    List<String> contextWords();

    /** Log-ins that may wait for a core before the service answers 503. Each keeps one of some 200 worker threads. */
    @Min(1)
    @Max(value = 128, message = "(PASSWORD_QUEUE) must be 128 at most, or what waits leaves no thread to anything else")
    int queue();

    /** Hashes computed at the same time; 0 means one per core. */
    @WithDefault("0")
    @Min(0)
    int threads();
}
