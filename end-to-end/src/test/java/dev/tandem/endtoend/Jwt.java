package dev.tandem.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** The parts of a JSON Web Token, read without checking anything. */
public final class Jwt {

    private Jwt() {}

    static String keyId(String token) {
        return member(part(token, 0), "kid");
    }

    static String session(String token) {
        return member(part(token, 1), "sid");
    }

    /** A string in a flat JSON object, without the script that JsonPath compiles for each question. */
    public static String member(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** The same token, said to be signed with another key. */
    public static String withKeyId(String token, String keyId) {
        var header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.indexOf('.'));
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
    }
}
