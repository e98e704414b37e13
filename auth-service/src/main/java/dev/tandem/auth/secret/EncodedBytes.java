package dev.tandem.auth.secret;

import java.util.Base64;
import java.util.Optional;

/** Random bytes as clients hold them: base64url without padding (RFC 4648, section 5). */
public final class EncodedBytes {

    private EncodedBytes() {}

    /** Empty unless {@code text} is the encoding of exactly {@code length} bytes, or null. */
    public static Optional<byte[]> decode(String text, int length) {
        if (text == null || text.length() != (length * 8 + 5) / 6) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text)).filter(bytes -> bytes.length == length);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
