package dev.tandem.auth.secondfactor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords from a shared secret and the time (RFC 6238), with the parameters that every authenticator app
 * knows: HMAC-SHA-1, six digits, a new one every 30 seconds.
 */
final class Totp {

    static final int SECRET_BYTES = 20;

    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    /** How many steps a phone's clock, or its owner's typing, may be off (RFC 6238, section 5.2). */
    private static final int SKEW = 1;

    private static final String MAC = "HmacSHA1";

    private Totp() {}

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), PERIOD.toSeconds());
    }

    static String password(byte[] secret, long step) {
        var hash = mac(secret, step);
        // Dynamic truncation (RFC 4226, section 5.3).
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return String.format("%0" + DIGITS + "d", number % MODULUS);
    }

    /**
     * The step whose password this is, if it is later than the one used last. Of two with the same password the later,
     * so that using either uses up both.
     */
    static OptionalLong stepOf(String password, byte[] secret, long current, long lastUsed) {
        var matching = OptionalLong.empty();
        for (long step = current - SKEW; step <= current + SKEW; step++) {
            boolean matches = MessageDigest.isEqual(ascii(password(secret, step)), ascii(password));
            if (matches && step > lastUsed) {
                matching = OptionalLong.of(step);
            }
        }
        return matching;
    }

    /** What authenticator apps read from a QR code. */
    static String uri(String issuer, String account, String secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(encoded(issuer), encoded(account), secret, encoded(issuer), DIGITS, PERIOD.toSeconds());
    }

    private static byte[] mac(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
