package dev.tandem.auth.secret;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** What secrets in the database are sealed with. */
@ConfigMapping(prefix = "sealing")
public interface SealingConfig {

    /** The key-encryption key: 32 random bytes, as base64. Never converted, lest an error quote it. */
    @Pattern(regexp = EncodedKey.PATTERN, message = "(KEY_ENCRYPTION_KEY) must be 32 random bytes, as base64")
    String key();

    /** What secrets may still be sealed with; they are sealed anew. */
    Optional<
                    @Pattern(
                            regexp = EncodedKey.PATTERN,
                            message = "(KEY_ENCRYPTION_KEY_PREVIOUS) must be 32 random bytes, as base64")
                    String>
            previousKey();
}
