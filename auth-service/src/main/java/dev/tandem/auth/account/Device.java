package dev.tandem.auth.account;

import dev.tandem.auth.secret.EncodedBytes;
import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.Sha256;
import dev.tandem.auth.session.DeviceCookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A browser that can be recognised, by 256 random bits in a cookie. It is no credential: all it gets its owner are counts
 * of their own, for wrong passwords and for links to a new one.
 */
final class Device {

    static final String COOKIE = DeviceCookie.NAME;

    private static final int BYTES = 32;
    private static final UUID NOBODY = new UUID(0, 0);

    private final byte[] bytes;

    private Device(byte[] bytes) {
        this.bytes = bytes;
    }

    static Device unheardOf() {
        return new Device(RandomBytes.ofLength(BYTES));
    }

    /** Empty where the cookie is absent or was not made here. */
    static Optional<Device> parse(String cookie) {
        return EncodedBytes.decode(cookie, BYTES).map(Device::new);
    }

    /** What is stored where {@code account} knows it: another hash for each account. */
    byte[] hashFor(UUID account) {
        return Sha256.of(ByteBuffer.allocate(BYTES + 2 * Long.BYTES)
                .put(bytes)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array());
    }

    /** A hash that is stored nowhere, to look for where there is no account. */
    byte[] hashForNobody() {
        return hashFor(NOBODY);
    }

    NewCookie cookie() {
        return DeviceCookie.holding(encoded());
    }

    /** What {@link #parse} takes. */
    String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "(device)";
    }
}
