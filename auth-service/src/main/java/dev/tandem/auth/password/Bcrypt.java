package dev.tandem.auth.password;

import dev.tandem.auth.secret.RandomBytes;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.util.ModularCrypt;

/** bcrypt as Elytron computes it (docs/decisions/0009-bcrypt.md); the only class that knows which library does. */
final class Bcrypt {

    static final int CHEAPEST = 4;

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    private Bcrypt() {}

    /** The modular crypt string of {@code secret}, which is ASCII and no longer than 72 bytes, with a salt of its own. */
    static String hash(String secret, int cost) {
        var salt = RandomBytes.ofLength(16);
        return BcryptUtil.bcryptHash(secret, cost, salt);
    }

    /** Whether the first 72 bytes of {@code secret} made {@code hash}, whatever made it. */
    static boolean matches(String secret, String hash) {
        try {
            var factory = PasswordFactory.getInstance(
                    BCryptPassword.ALGORITHM_BCRYPT, WildFlyElytronPasswordProvider.getInstance());
            var bytes = ByteCharacters.of(secret.getBytes(StandardCharsets.UTF_8));
            return factory.verify(
                    factory.translate(ModularCrypt.decode(withReadablePrefix(hash))), bytes, ByteCharacters.CHARSET);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A hash whose check costs what any other does and always fails. */
    static String matchingNothing(int cost) {
        return "$2a$%02d$%s".formatted(cost, ".".repeat(53));
    }

    static boolean isHash(String hash) {
        return HASH.matcher(hash).matches();
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
