package dev.tandem.auth.mail;

/** What a token in a mail is good for; the names are in the database. */
public enum TokenPurpose {
    /** A new password. */
    reset,
    /** Proof of the account's address. */
    verification,
    /** Proof of the address that is to become the account's. */
    change
}
