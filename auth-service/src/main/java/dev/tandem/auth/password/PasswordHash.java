package dev.tandem.auth.password;

import dev.tandem.auth.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A stored password.
 *
 * @param hash bcrypt's modular crypt string
 * @param pepperId the pepper that went into it, or null for a plain bcrypt hash of the password itself
 */
public record PasswordHash(String hash, String pepperId) {

    /** The same bound as for the service's own cost: beyond, a log-in would take minutes. */
    private static final int MOST_EXPENSIVE = 16;

    /** A plain bcrypt hash made elsewhere; empty where it is none, or one that is too expensive to check. */
    public static Optional<PasswordHash> madeElsewhere(String hash) {
        return Bcrypt.isHash(hash) && Bcrypt.cost(hash) >= Bcrypt.CHEAPEST && Bcrypt.cost(hash) <= MOST_EXPENSIVE
                ? Optional.of(new PasswordHash(hash, null))
                : Optional.empty();
    }

    /** Tells whether a password is still the same one, without being of use for guessing faster than its hash is. */
    public byte[] fingerprint() {
        return Sha256.of((pepperId + ' ' + hash).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "(password hash)";
    }
}
