package dev.tandem.auth.mail;

/**
 * Whom a mail is for.
 *
 * @param name to greet with; null where there is none, or the address is not proved: a stranger's mail is no place for
 *     words that somebody else chose
 */
public record Recipient(String address, String name) {}
