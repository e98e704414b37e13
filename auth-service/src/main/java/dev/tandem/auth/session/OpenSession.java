package dev.tandem.auth.session;

import java.time.Duration;
import java.util.UUID;

/**
 * A session that was just opened or refreshed.
 *
 * @param refreshToken as the client is given it
 * @param refreshTokenLifetime how long the refresh token is good for if it stays unused
 */
public record OpenSession(UUID id, UUID account, String refreshToken, Duration refreshTokenLifetime) {

    @Override
    public String toString() {
        return "session " + id;
    }
}
