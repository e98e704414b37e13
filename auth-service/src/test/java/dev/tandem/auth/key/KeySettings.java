package dev.tandem.auth.key;

import java.time.Duration;
import java.util.Optional;

/** A replica that was configured with these key-encryption keys. */
record KeySettings(String encryptionKey, Optional<String> previousEncryptionKey) implements KeyConfig {

    @Override
    public Duration rotationPeriod() {
        return Duration.ofDays(30);
    }

    @Override
    public Duration reloadInterval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String checkInterval() {
        return "off";
    }

    @Override
    public Duration tokenLifetime() {
        return Duration.ofMinutes(5);
    }

    @Override
    public boolean tended() {
        return true;
    }
}
