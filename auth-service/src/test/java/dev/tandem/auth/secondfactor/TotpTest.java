package dev.tandem.auth.secondfactor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238, appendix B, whose eight digits end in the six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void computesWhatTheStandardDoes(long time, String eightDigits) {
        var step = Totp.step(Instant.ofEpochSecond(time));
        assertEquals(eightDigits.substring(2), Totp.password(SECRET, step));
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0, 755224",
        "1, 287082",
        "2, 359152",
        "3, 969429",
        "4, 338314",
        "5, 254676",
        "6, 287922",
        "7, 162583",
        "8, 399871",
        "9, 520489"
    })
    void countsAsTheStandardDoes(long step, String password) {
        assertEquals(password, Totp.password(SECRET, step));
    }

    @ParameterizedTest
    @CsvSource({"5, 7", "6, 7", "7, 7", "8, 7"})
    void acceptsOneStepEitherWayAndNoneUsed(long step, long current) {
        var expected = step >= current - 1 ? OptionalLong.of(step) : OptionalLong.empty();
        assertEquals(expected, Totp.stepOf(Totp.password(SECRET, step), SECRET, current, 0));
        assertEquals(OptionalLong.empty(), Totp.stepOf(Totp.password(SECRET, step), SECRET, current, step));
        assertEquals(OptionalLong.empty(), Totp.stepOf(Totp.password(SECRET, step), SECRET, current, step + 1));
    }

    @Test
    void usesUpBothOfTwoStepsThatHappenToHaveTheSamePassword() {
        long first = 0;
        while (!Totp.password(SECRET, first).equals(Totp.password(SECRET, first + 1))) {
            first++;
        }
        assertEquals(OptionalLong.of(first + 1), Totp.stepOf(Totp.password(SECRET, first), SECRET, first, 0));
    }

    @ParameterizedTest
    @CsvSource({"fooba, MZXW6YTB", "foobarbazq, MZXW6YTBOJRGC6TR"})
    void writesBase32AsTheStandardDoes(String text, String encoded) {
        assertEquals(encoded, Base32.RFC_4648.encode(text.getBytes(US_ASCII)));
    }

    @Test
    void writesBase32ForPeople() {
        assertEquals("CSQPYRK1", Base32.CROCKFORD.encode("fooba".getBytes(US_ASCII)));
        assertEquals("ZZZZZZZZ", Base32.CROCKFORD.encode(new byte[] {-1, -1, -1, -1, -1}));
        assertThrows(IllegalArgumentException.class, () -> Base32.CROCKFORD.encode(new byte[4]));
    }

    @Test
    void namesTheAccountInTheUriWhateverCharactersItHas() {
        assertEquals(
                "otpauth://totp/Our%20Tandem%26:a%2Bb%40example.com?secret=ABC&issuer=Our%20Tandem%26"
                        + "&algorithm=SHA1&digits=6&period=30",
                Totp.uri("Our Tandem&", "a+b@example.com", "ABC"));
    }
}
