package dev.tandem.kit.http;

/** The parts of RFC 3986 and RFC 9112 that a request target and a Host header have to follow. No regular expressions. */
public final class UriSyntax {

    private static final String UNRESERVED = "-._~";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";
    private static final int MAX_PORT_DIGITS = 5;

    private UriSyntax() {}

    /** Origin form (RFC 9112, section 3.2.1): a path and perhaps a query, valid characters only. */
    public static boolean isOriginForm(String target) {
        if (!target.startsWith("/")) {
            return false;
        }
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (character == '%') {
                if (!isPercentEncoded(target, i)) {
                    return false;
                }
                i += 2;
            } else if (!isUnreserved(character)
                    && SUB_DELIMITERS.indexOf(character) < 0
                    && ":@/?".indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether {@code path} is in normal form (RFC 3986, section 6.2.2), without empty segments, parameters after a
     * semicolon, or an encoded slash or backslash.
     */
    static boolean isNormal(String path) {
        int segment = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                boolean isLast = i == path.length();
                if (!isNormalSegment(path, segment, i, isLast)) {
                    return false;
                }
                segment = i + 1;
            }
        }
        return true;
    }

    private static boolean isNormalSegment(String path, int start, int end, boolean isLast) {
        int length = end - start;
        if (length == 0) {
            return isLast;
        }
        if (path.charAt(start) == '.' && (length == 1 || length == 2 && path.charAt(start + 1) == '.')) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (path.charAt(i) == ';') {
                return false;
            }
            if (path.charAt(i) == '%') {
                char encoded = (char) Integer.parseInt(path, i + 1, i + 3, 16);
                if (isUnreserved(encoded) || encoded == '/' || encoded == '\\' || isControl(encoded)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A host name, an IPv4 address or an IPv6 address in brackets, and perhaps a port (RFC 9110, section 7.2). */
    static boolean isAuthority(String authority) {
        int end = authority.startsWith("[") ? endOfIpv6(authority) : endOfName(authority);
        return end > 0 && (end == authority.length() || isPort(authority, end));
    }

    private static int endOfIpv6(String authority) {
        int end = authority.indexOf(']');
        boolean hasColon = false;
        for (int i = 1; i < end; i++) {
            char character = authority.charAt(i);
            hasColon |= character == ':';
            if (!isHexDigit(character) && character != ':' && character != '.') {
                return 0;
            }
        }
        return hasColon ? end + 1 : 0;
    }

    private static int endOfName(String authority) {
        int end = 0;
        while (end < authority.length() && isUnreserved(authority.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPort(String authority, int colon) {
        int digits = authority.length() - colon - 1;
        return authority.charAt(colon) == ':'
                && digits <= MAX_PORT_DIGITS
                && authority.chars().skip(colon + 1L).allMatch(UriSyntax::isDigit);
    }

    private static boolean isPercentEncoded(String text, int at) {
        return at + 2 < text.length() && isHexDigit(text.charAt(at + 1)) && isHexDigit(text.charAt(at + 2));
    }

    private static boolean isUnreserved(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || isDigit(character)
                || UNRESERVED.indexOf(character) >= 0;
    }

    private static boolean isControl(char character) {
        return character < ' ' || character == 0x7f;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isHexDigit(char character) {
        return isDigit(character) || character >= 'a' && character <= 'f' || character >= 'A' && character <= 'F';
    }
}
