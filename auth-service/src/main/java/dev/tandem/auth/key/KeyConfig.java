package dev.tandem.auth.key;

import dev.tandem.auth.secret.SecretKeyBytes;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

/** How signing keys are kept. */
@ConfigMapping(prefix = "key")
interface KeyConfig {

    /** Seals the private signing keys in the database: 32 random bytes, as base64. */
    @WithConverter(SecretKeyBytes.Converter.class)
    SecretKeyBytes encryptionKey();
}
