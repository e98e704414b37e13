package dev.tandem.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.command.Terminal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class KeyCommandTest {

    private final KeyCommand command;
    private final SigningKeys service;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    KeyCommandTest(KeyCommand command, SigningKeys service) {
        this.command = command;
        this.service = service;
    }

    @BeforeEach
    @AfterEach
    void startAfresh() {
        KeyTable.empty();
        service.start(null);
    }

    @Test
    void listsTheKeysAndNothingSecret() {
        assertEquals(0, run("keys list"));
        assertTrue(out.toString().contains(KeyTable.kid("current") + "  current"), out.toString());
        assertTrue(out.toString().contains(KeyTable.kid("next") + "  next"), out.toString());
        assertEquals(2, out.toString().lines().count());
    }

    @Test
    void rotatesToAKeyThatIsTooNewOnlyWhenTold() {
        var next = KeyTable.kid("next");
        assertEquals(1, run("keys rotate"));
        assertTrue(err.toString().contains("--now"), err.toString());
        assertEquals(next, KeyTable.kid("next"));
        assertEquals(0, run("keys rotate --now"));
        assertEquals(next, KeyTable.kid("current"));
    }

    @Test
    void rotates() {
        var next = KeyTable.kid("next");
        KeyTable.age("next", "10 minutes");
        assertEquals(0, run("keys rotate"));
        assertEquals(next, KeyTable.kid("current"));
    }

    @Test
    void dropsAKey() {
        var dropped = KeyTable.kid("current");
        assertEquals(0, run("keys drop " + dropped));
        assertTrue(KeyTable.isErased(dropped));
        assertFalse(out.toString().contains(dropped), out.toString());
        assertEquals(1, run("keys drop " + dropped));
        assertTrue(err.toString().contains(dropped), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "keys drop", "keys drop a b", "keys rotate --later"})
    void explainsItself(String misspelt) {
        assertEquals(1, run(misspelt));
        assertTrue(err.toString().startsWith("usage: "), err.toString());
        assertEquals("", out.toString());
    }

    private int run(String arguments) {
        return command.run(
                List.of(arguments.split(" ")),
                new Terminal(InputStream.nullInputStream(), new PrintStream(out, true), new PrintStream(err, true)));
    }
}
