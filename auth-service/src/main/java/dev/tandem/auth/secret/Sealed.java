package dev.tandem.auth.secret;

/**
 * A secret that only its key-encryption key opens.
 *
 * @param keyId names that key
 */
public record Sealed(byte[] bytes, String keyId) {}
