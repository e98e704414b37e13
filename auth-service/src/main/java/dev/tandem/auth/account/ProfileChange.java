package dev.tandem.auth.account;

/** The members of an account its owner can change at will; null takes the name away. */
record ProfileChange(@DisplayName String displayName) {}
