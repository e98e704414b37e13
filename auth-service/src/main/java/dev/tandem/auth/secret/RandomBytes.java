package dev.tandem.auth.secret;

import java.security.SecureRandom;

/** Unpredictable bytes. */
public final class RandomBytes {

    private RandomBytes() {}

    /** A generator of its own each time: one kept in a static field would be seeded when the native image is built. */
    public static byte[] ofLength(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
