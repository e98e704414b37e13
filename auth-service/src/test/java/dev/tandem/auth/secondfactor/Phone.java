package dev.tandem.auth.secondfactor;

import dev.tandem.auth.Database;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app, told the time by the database; written apart from the service, to check it. */
public record Phone(byte[] secret) {

    private static final Pattern SECRET = Pattern.compile("(?:^|&)secret=([A-Z2-7]{32})(?:&|$)");

    /** Reads a QR code. */
    static Phone scanning(String uri) {
        var matcher = SECRET.matcher(URI.create(uri).getQuery());
        if (!matcher.find()) {
            throw new IllegalArgumentException(uri);
        }
        var bits = BigInteger.ZERO;
        for (char letter : matcher.group(1).toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        var bytes = bits.toByteArray();
        var secret = new byte[20];
        int length = Math.min(bytes.length, secret.length);
        System.arraycopy(bytes, bytes.length - length, secret, secret.length - length, length);
        return new Phone(secret);
    }

    String code() {
        return code(0);
    }

    /** What it showed or will show so many half minutes from now. */
    String code(int later) {
        return codeOf(clock() / 30 + later);
    }

    /** One that none of the codes around now is. */
    String wrongCode() {
        long step = clock() / 30;
        var around = LongStream.rangeClosed(step - 3, step + 3)
                .mapToObj(this::codeOf)
                .toList();
        return IntStream.range(0, 10)
                .mapToObj("%06d"::formatted)
                .filter(code -> !around.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private String codeOf(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits, if it must, until the code that is shown will be for a while. */
    static void awaitFreshCode() {
        while (clock() % 30 > 20) {
            Thread.onSpinWait();
        }
    }

    private static long clock() {
        return (Long) Database.query("select floor(extract(epoch from clock_timestamp()))::bigint");
    }
}
