package dev.tandem.auth.secret;

import java.util.Base64;

/** 32 or more secret bytes from the configuration; never prints them. */
public final class SecretKeyBytes {

    private static final int MINIMUM = 32;

    private final byte[] bytes;

    private SecretKeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "(secret)";
    }

    /** Reads base64; the messages name what is wrong and not what was there. */
    public static final class Converter implements org.eclipse.microprofile.config.spi.Converter<SecretKeyBytes> {

        private static final long serialVersionUID = 1;

        @Override
        public SecretKeyBytes convert(String value) {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(value.strip());
            } catch (IllegalArgumentException _) {
                throw new IllegalArgumentException("must be base64");
            }
            if (bytes.length < MINIMUM) {
                throw new IllegalArgumentException("must be at least " + MINIMUM + " bytes, as base64");
            }
            return new SecretKeyBytes(bytes);
        }
    }
}
