package dev.tandem.auth.session;

import dev.tandem.auth.secret.EncodedBytes;
import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.SealingKey;
import dev.tandem.auth.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An opaque refresh token: 128 random bits that stay the same for the life of the session (the family), then 256
 * that are new with each rotation. Only SHA-256 hashes of either are stored.
 *
 * <p>The family is what lets an old, stolen token be recognised without keeping every token ever issued; being secret
 * itself, it can't be made up from a session's id to end somebody else's session.
 */
final class RefreshToken {

    private static final int FAMILY_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final String SUCCESSOR = "refresh token successor";

    private final byte[] bytes;

    private RefreshToken(byte[] bytes) {
        this.bytes = bytes;
    }

    static RefreshToken ofNewFamily() {
        return new RefreshToken(RandomBytes.ofLength(FAMILY_BYTES + SECRET_BYTES));
    }

    static Optional<RefreshToken> parse(String text) {
        return EncodedBytes.decode(text, FAMILY_BYTES + SECRET_BYTES).map(RefreshToken::new);
    }

    /** Another token of the same family. */
    RefreshToken successor() {
        var next = bytes.clone();
        var secret = RandomBytes.ofLength(SECRET_BYTES);
        System.arraycopy(secret, 0, next, FAMILY_BYTES, SECRET_BYTES);
        return new RefreshToken(next);
    }

    byte[] hash() {
        return Sha256.of(bytes);
    }

    byte[] familyHash() {
        return Sha256.of(Arrays.copyOf(bytes, FAMILY_BYTES));
    }

    /** {@code successor}, readable only by someone who holds this token; its stored hash is of no help. */
    byte[] seal(RefreshToken successor) {
        return sealingKey().seal(successor.bytes, SUCCESSOR);
    }

    /** What {@link #seal} was given. */
    RefreshToken open(byte[] sealedSuccessor) {
        return new RefreshToken(sealingKey().open(sealedSuccessor, SUCCESSOR));
    }

    private SealingKey sealingKey() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return new SealingKey(mac.doFinal(SUCCESSOR.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the client is given. */
    String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "(refresh token)";
    }
}
