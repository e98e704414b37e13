package dev.tandem.auth.password;

/**
 * A stored password.
 *
 * @param hash bcrypt's modular crypt string
 * @param pepperId the pepper that went into it, or null for a plain bcrypt hash of the password itself
 */
public record PasswordHash(String hash, String pepperId) {

    @Override
    public String toString() {
        return "(password hash)";
    }
}
