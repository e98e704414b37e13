package dev.tandem.auth.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealingKeyTest {

    private final SealingKey key = new SealingKey(RandomBytes.ofLength(32));
    private final byte[] plain = "a private key".getBytes();

    @Test
    void opensWhatItSealed() {
        assertArrayEquals(plain, key.open(key.seal(plain, "x"), "x"));
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertFalse(Arrays.equals(key.seal(plain, "x"), key.seal(plain, "x")));
    }

    @Test
    void opensForNobodyElse() {
        var sealed = key.seal(plain, "x");
        var other = new SealingKey(RandomBytes.ofLength(32));
        assertThrows(IllegalStateException.class, () -> other.open(sealed, "x"));
        assertThrows(IllegalStateException.class, () -> key.open(sealed, "y"));
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(IllegalStateException.class, () -> key.open(changed, "x"));
        }
    }

    @Test
    void isNamedByAFingerprintOfItsOwn() {
        assertEquals(key.id(), key.id());
        assertNotEquals(key.id(), new SealingKey(RandomBytes.ofLength(32)).id());
        assertThrows(IllegalArgumentException.class, () -> new SealingKey(new byte[16]));
    }
}
