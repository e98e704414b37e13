package dev.tandem.auth.key;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** How signing keys are kept. */
@ConfigMapping(prefix = "key")
interface KeyConfig {

    /** Seals the private signing keys in the database: 32 random bytes, as base64. Never converted, lest an error quote it. */
    @Pattern(regexp = "\\s*[A-Za-z0-9+/]{43}=\\s*", message = "(KEY_ENCRYPTION_KEY) must be 32 random bytes, as base64")
    String encryptionKey();
}
