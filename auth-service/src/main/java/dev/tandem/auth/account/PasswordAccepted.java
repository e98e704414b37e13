package dev.tandem.auth.account;

/** What comes of the right password. */
sealed interface PasswordAccepted permits Entered, HalfEntered {}
