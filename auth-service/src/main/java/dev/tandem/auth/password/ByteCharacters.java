package dev.tandem.auth.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/**
 * A character for each byte, all from the private use area. Elytron normalises what it hashes (NFKC), so that
 * <em>½</em> becomes three characters; other bcrypts don't, and these it leaves alone.
 */
final class ByteCharacters extends Charset {

    static final Charset CHARSET = new ByteCharacters();

    private static final char FIRST = '\uE000';

    private ByteCharacters() {
        super("x-byte-characters", null);
    }

    static char[] of(byte[] bytes) {
        var characters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            characters[i] = (char) (FIRST + Byte.toUnsignedInt(bytes[i]));
        }
        return characters;
    }

    @Override
    public boolean contains(Charset other) {
        return other == this;
    }

    @Override
    public CharsetDecoder newDecoder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CharsetEncoder newEncoder() {
        return new CharsetEncoder(this, 1, 1) {

            @Override
            protected CoderResult encodeLoop(CharBuffer characters, ByteBuffer bytes) {
                while (characters.hasRemaining()) {
                    if (!bytes.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    bytes.put((byte) (characters.get() - FIRST));
                }
                return CoderResult.UNDERFLOW;
            }

            @Override
            public boolean isLegalReplacement(byte[] replacement) {
                return true;
            }
        };
    }
}
