package dev.tandem.auth.password;

import dev.tandem.auth.secret.RandomBytes;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.util.regex.Pattern;

/** bcrypt as Elytron computes it; the only class that knows which library does. */
final class Bcrypt {

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    private Bcrypt() {}

    /** The modular crypt string of at most 72 bytes of {@code secret}, with a salt of its own. */
    static String hash(String secret, int cost) {
        var salt = RandomBytes.ofLength(16);
        return BcryptUtil.bcryptHash(secret, cost, salt);
    }

    static boolean matches(String secret, String hash) {
        return BcryptUtil.matches(secret, withReadablePrefix(hash));
    }

    /** A hash whose check costs what any other does and always fails. */
    static String matchingNothing(int cost) {
        return "$2a$%02d$%s".formatted(cost, ".".repeat(53));
    }

    static int cost(String hash) {
        var matcher = HASH.matcher(hash);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a bcrypt hash");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Elytron refuses {@code $2b$}, which other languages write for the very same function. */
    private static String withReadablePrefix(String hash) {
        return hash.startsWith("$2b$") ? "$2a$" + hash.substring(4) : hash;
    }
}
