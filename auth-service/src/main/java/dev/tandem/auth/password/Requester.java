package dev.tandem.auth.password;

/**
 * Whose turn at hashing it is.
 *
 * @param account whose password it is said to be: an id, or an address as somebody typed it
 * @param onKnownDevice whether the request comes from a device that the account knows
 */
public record Requester(String account, boolean onKnownDevice) {

    /** For a password that is nobody's yet. */
    static final Requester NOBODY = new Requester("", false);

    public static Requester of(String account) {
        return new Requester(account, false);
    }
}
