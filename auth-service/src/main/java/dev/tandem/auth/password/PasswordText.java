package dev.tandem.auth.password;

/** What is checked of a typed password before any work is done on it. */
final class PasswordText {

    /** In UTF-16: NFC makes one code point of four at most, which has the time that normalisation takes in bounds. */
    private static final int MAX_LENGTH = 4 * PasswordPolicy.MAXIMUM_LENGTH;

    private PasswordText() {}

    static boolean isTooLong(String typed) {
        return typed.length() > MAX_LENGTH;
    }

    /** Half a surrogate pair is no character: UTF-8 would have a question mark in its place. */
    static boolean isWellFormed(String typed) {
        return typed.codePoints().noneMatch(character -> Character.getType(character) == Character.SURROGATE);
    }
}
