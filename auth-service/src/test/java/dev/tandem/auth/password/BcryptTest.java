package dev.tandem.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptTest {

    private static final String LONG = "violet umbrella nine ".repeat(6);

    /** Made by other implementations: the first by John the Ripper's test set, the others by libxcrypt. */
    @ParameterizedTest
    @CsvSource({
        "½ \uFB01nance … \u212B, $2b$04$abcdefghijklmnopqrstuumfGxsY.MUOGqWjkasgqpSTm14sn0J/C",
        "U*U, $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U, $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "correct horse battery staple, $2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG",
    })
    void agreesWithOtherImplementations(String password, String hash) {
        assertTrue(Bcrypt.matches(password, hash));
        assertFalse(Bcrypt.matches(password + "!", hash));
    }

    /** Elytron alone takes them for the same (CVE-2026-19611). */
    @Test
    void tellsFullWidthCharactersFromTheirAsciiCounterparts() {
        var ascii = "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG";
        assertFalse(Bcrypt.matches("\uFF43orrect horse battery staple", ascii));
    }

    @Test
    void comparesSeventyTwoBytesAsOthersDo() {
        var hash = "$2b$04$abcdefghijklmnopqrstuugL4pLdJ6hIlp7kZ0aV.UZ52wauE1lEW";
        assertTrue(Bcrypt.matches(LONG, hash));
        assertTrue(Bcrypt.matches(LONG.substring(0, 72), hash));
        assertFalse(Bcrypt.matches(LONG.substring(0, 71), hash));
    }

    @Test
    void saltsEachHash() {
        assertNotEquals(Bcrypt.hash("secret", 4), Bcrypt.hash("secret", 4));
    }

    @Test
    void hashesAtTheCostAskedFor() {
        var hash = Bcrypt.hash("secret", 5);
        assertEquals(5, Bcrypt.cost(hash));
        assertTrue(Bcrypt.matches("secret", hash));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "decoy", "."})
    void hasADecoyThatNothingMatches(String password) {
        assertFalse(Bcrypt.matches(password, Bcrypt.matchingNothing(4)));
        assertEquals(4, Bcrypt.cost(Bcrypt.matchingNothing(4)));
    }
}
