package dev.tandem.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final int MAX = 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Water the plants",
                " padded ",
                "Zoë",
                "Zoe\u0308",
                "日本語",
                "שלום",
                "한국어",
                "می\u200Cخواهم",
                "क\u094D\u200Dष",
                "👨\u200D👩\u200D👧",
                "❤\uFE0F",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "1\uFE0F\u20E3",
                "co\u00ADoperate",
                "no\u00A0break",
                "\uF8FF",
                ".",
                "\uD83E\uDFFF",
            })
    void acceptsWhatPeopleWrite(String text) {
        assertEquals(Optional.empty(), PlainText.violation(text, 1, MAX, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00A0",
                "\u2003\u3000",
                "\u200B",
                "\uFEFF",
                "\u2060",
                "\u00AD",
                "\u034F",
                "\u115F",
                "\u1160",
                "\u3164",
                "\uFFA0",
                "\u2800",
                "\u17B4",
                "\u180E",
                "\u180B",
                "\u200C\u200D",
                "\uFE0F",
                "\u0301",
                "\u20DD",
                "\u0903",
                "\u2065",
                "\uFFF0",
                "\uFFFC",
                "\uD834\uDD59",
                "\uDB40\uDC67",
                "\uDB40\uDD00",
                "\uD834\uDD73",
                "\uD82F\uDCA0",
                " \u3164\u200B ",
            })
    void refusesTextThatShowsNothing(String text) {
        assertEquals(Optional.of("must not be blank"), PlainText.violation(text, 1, MAX, false));
        assertEquals(Optional.empty(), PlainText.violation(text, 0, MAX, false));
    }

    @ParameterizedTest
    @CsvSource({
        "0000, must not contain control characters",
        "0007, must not contain control characters",
        "000B, must not contain control characters",
        "001B, must not contain control characters",
        "007F, must not contain control characters",
        "0085, must not contain control characters",
        "009F, must not contain control characters",
        "061C, must not contain characters that control the text direction",
        "200E, must not contain characters that control the text direction",
        "200F, must not contain characters that control the text direction",
        "202A, must not contain characters that control the text direction",
        "202E, must not contain characters that control the text direction",
        "2066, must not contain characters that control the text direction",
        "2069, must not contain characters that control the text direction",
        "D800, must not contain half of a surrogate pair",
        "DFFF, must not contain half of a surrogate pair",
        "FDD0, must not contain code points that are no characters",
        "FDEF, must not contain code points that are no characters",
        "FFFE, must not contain code points that are no characters",
        "1FFFF, must not contain code points that are no characters",
        "10FFFF, must not contain code points that are no characters",
    })
    void refusesWhatIsNoPartOfText(String codePoint, String message) {
        String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";
        assertEquals(Optional.of(message), PlainText.violation(text, 0, MAX, false));
        assertEquals(Optional.of(message), PlainText.violation(text, 0, MAX, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "a\u2028b", "a\u2029b"})
    void acceptsLineBreaksAndTabsInMultiLineTextOnly(String text) {
        assertEquals(Optional.of("must be on one line, without tabs"), PlainText.violation(text, 0, MAX, false));
        assertEquals(Optional.empty(), PlainText.violation(text, 0, MAX, true));
    }

    @Test
    void countsCodePoints() {
        assertEquals(Optional.empty(), PlainText.violation("😀".repeat(MAX), 1, MAX, false));
        assertEquals(
                Optional.of("must be at most 20 characters long"),
                PlainText.violation("a".repeat(MAX + 1), 1, MAX, false));
        assertEquals(Optional.of("must be at least 3 characters long"), PlainText.violation("😀😀", 3, MAX, false));
        assertEquals(Optional.empty(), PlainText.violation("😀😀😀", 3, MAX, false));
    }

    @Test
    void trimsWhiteSpaceOfEveryKind() {
        assertEquals("a b", PlainText.trim(" \t\r\n\u0085\u00A0\u2003\u2028\u3000\u200B\uFEFFa b\uFEFF\u202F\u2029 "));
        assertEquals("❤\uFE0F", PlainText.trim("❤\uFE0F "));
        assertEquals("", PlainText.trim("\u3000 "));
        assertEquals("", PlainText.trim(""));
    }

    @Test
    void textIsNormalizedButForMarksWithoutEnd() {
        assertEquals("\u00e9", PlainText.normalize("e\u0301"));
        var most = "e" + "\u0316".repeat(30);
        assertEquals(Optional.empty(), PlainText.violation(most, 1, MAX * 10, false));
        var tooMany = "e\u0301" + "\u0316".repeat(30);
        assertEquals(tooMany, PlainText.normalize(tooMany));
        assertEquals(
                Optional.of("must not have more than 30 marks on one character"),
                PlainText.violation(tooMany, 1, MAX * 10, false));
    }

    @Test
    void theFirstVisibleCharacterIsFound() {
        assertEquals(OptionalInt.of('='), PlainText.firstVisible(" \u200b\u3164\u2060\ufe0f=a"));
        assertEquals(OptionalInt.empty(), PlainText.firstVisible(" \u2800"));
    }
}
