package dev.tandem.auth.secondfactor;

/** Five bits to a character: whole multiples of five bytes only, so that there is never any padding. */
enum Base32 {
    /** What authenticator apps read (RFC 4648, section 6). */
    RFC_4648("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    /** For people to type: no letter looks like a digit (Douglas Crockford's alphabet). */
    CROCKFORD("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    private final String alphabet;

    Base32(String alphabet) {
        this.alphabet = alphabet;
    }

    String encode(byte[] bytes) {
        if (bytes.length % BITS != 0) {
            throw new IllegalArgumentException("Not a multiple of %d bytes".formatted(BITS));
        }
        var text = new StringBuilder(bytes.length * Byte.SIZE / BITS);
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = buffer << Byte.SIZE | next & 0xff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(alphabet.charAt(buffer >> bits & MASK));
            }
            buffer &= (1 << bits) - 1;
        }
        return text.toString();
    }
}
