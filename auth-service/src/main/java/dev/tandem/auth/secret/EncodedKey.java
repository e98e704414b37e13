package dev.tandem.auth.secret;

import java.util.Base64;

/** 32 random bytes as base64: how operators hand over keys. Mounted files may end with a line break. */
public final class EncodedKey {

    public static final String PATTERN = "\\s*[A-Za-z0-9+/]{43}=\\s*";

    private EncodedKey() {}

    public static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64.strip());
    }
}
