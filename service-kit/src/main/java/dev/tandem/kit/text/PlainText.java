package dev.tandem.kit.text;

import java.text.Normalizer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Text that people write and others read: it can be stored, it shows something, and it does not change the direction of
 * what stands around it. Joiners, variation selectors and tags stay valid, as emoji, Persian and Indic words need them.
 */
public final class PlainText {

    /** Longest run of marks in text that is Stream-Safe (UAX 15). Normalizing takes quadratic time in its length. */
    private static final int MAX_MARKS = 30;

    private PlainText() {}

    /**
     * The first reason to refuse the text, or empty. Lengths count code points, as PostgreSQL does. With a minimum of
     * one or more, something must be visible. Line breaks and tabs are valid in multi-line text only.
     */
    public static Optional<String> violation(String text, int min, int max, boolean multiline) {
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            return Optional.of("must be at most " + max + " characters long");
        }
        return text.codePoints()
                .mapToObj(character -> violation(character, multiline))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> hasTooManyMarks(text)
                        ? Optional.of("must not have more than " + MAX_MARKS + " marks on one character")
                        : tooLittle(text, length, min));
    }

    /** NFC (UAX 15), in linear time: text with more marks on one character than is valid is returned as it is. */
    public static String normalize(String text) {
        return hasTooManyMarks(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The first character that has a glyph of its own; empty if the text looks blank. */
    public static OptionalInt firstVisible(String text) {
        return text.codePoints().filter(PlainText::isVisible).findFirst();
    }

    /** Removes white space of every kind at both ends; {@link String#strip} leaves no-break spaces. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static Optional<String> violation(int character, boolean multiline) {
        if (isLineBreakOrTab(character)) {
            return multiline ? Optional.empty() : Optional.of("must be on one line, without tabs");
        }
        if (Character.isISOControl(character)) {
            return Optional.of("must not contain control characters");
        }
        if (Character.getType(character) == Character.SURROGATE) {
            return Optional.of("must not contain half of a surrogate pair");
        }
        if (isBidiControl(character)) {
            return Optional.of("must not contain characters that control the text direction");
        }
        if (isNoncharacter(character)) {
            return Optional.of("must not contain code points that are no characters");
        }
        return Optional.empty();
    }

    private static Optional<String> tooLittle(String text, int length, int min) {
        if (min > 0 && firstVisible(text).isEmpty()) {
            return Optional.of("must not be blank");
        }
        return length < min ? Optional.of("must be at least " + min + " characters long") : Optional.empty();
    }

    private static boolean hasTooManyMarks(String text) {
        int marks = 0;
        for (int i = 0; i < text.length() && marks <= MAX_MARKS; i += Character.charCount(text.codePointAt(i))) {
            marks = isMark(text.codePointAt(i)) ? marks + 1 : 0;
        }
        return marks > MAX_MARKS;
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Has a glyph of its own; private use and code points assigned after this JDK's Unicode version count. */
    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> !isDefaultIgnorable(character) && !isEmptyGlyph(character);
        };
    }

    /**
     * Unicode's Default_Ignorable_Code_Point, which the JDK does not have, without those that are format characters or
     * marks anyway: the Hangul fillers, and what is reserved.
     */
    private static boolean isDefaultIgnorable(int character) {
        return character == 0x115F
                || character == 0x1160
                || character == 0x2065
                || character == 0x3164
                || character == 0xFFA0
                || isBetween(character, 0xFFF0, 0xFFF8)
                || isBetween(character, 0xE0000, 0xE0FFF);
    }

    /** Symbols whose glyph is empty: Braille blank, object replacement, null notehead. */
    private static boolean isEmptyGlyph(int character) {
        return character == 0x2800 || character == 0xFFFC || character == 0x1D159;
    }

    /** Marks, embeddings, overrides and isolates. */
    private static boolean isBidiControl(int character) {
        return character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || isBetween(character, 0x202A, 0x202E)
                || isBetween(character, 0x2066, 0x2069);
    }

    private static boolean isNoncharacter(int character) {
        return isBetween(character, 0xFDD0, 0xFDEF) || (character & 0xFFFE) == 0xFFFE;
    }

    private static boolean isLineBreakOrTab(int character) {
        return switch (character) {
            case '\n', '\r', '\t', 0x2028, 0x2029 -> true;
            default -> false;
        };
    }

    /** White_Space, and the zero-width spaces. */
    private static boolean isSpace(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == 0x0085
                || character == 0x200B
                || character == 0xFEFF;
    }

    private static boolean isBetween(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
