package dev.tandem.auth.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption of small values with AES-256-GCM: a random 96-bit nonce, then ciphertext and tag (NIST SP
 * 800-38D). A sealed value opens only with the same key and for the same purpose.
 */
public final class SealingKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] ID_LABEL = "sealing key id".getBytes(StandardCharsets.UTF_8);

    private final SecretKey key;

    /** @param bytes exactly 32 */
    public SealingKey(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("A sealing key is exactly " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** Tells keys apart without giving anything of them away. */
    public String id() {
        var encoded = key.getEncoded();
        var labelled = ByteBuffer.allocate(ID_LABEL.length + encoded.length)
                .put(ID_LABEL)
                .put(encoded)
                .array();
        return HexFormat.of().formatHex(Sha256.of(labelled), 0, 8);
    }

    public byte[] seal(byte[] plain, String purpose) {
        var nonce = RandomBytes.ofLength(NONCE_BYTES);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException where the key or the purpose is another, or the value was changed */
    public byte[] open(byte[] sealed, String purpose) {
        if (sealed.length < NONCE_BYTES) {
            throw new IllegalStateException("Too short to be sealed");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), purpose)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Not sealed with this key for this purpose", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
