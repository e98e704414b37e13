package dev.tandem.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Operator;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusIntegrationTest
@QuarkusTestResource(Database.class)
class KeyCommandIT {

    /** Three times the interval at which the keys are read. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void rotatesAndDropsTheKeysOfARunningService() throws Exception {
        var operator = new Operator(directory);
        var person = Person.signedUp();
        String token = person.logIn().path("access_token");
        var current = KeyTable.kid("current");
        var next = KeyTable.kid("next");

        var list = operator.run("keys", "list");
        assertEquals(0, list.exit(), list.toString());
        assertTrue(list.out().startsWith(current + "  current   created "), list.toString());
        assertEquals(2, list.out().lines().count(), list.toString());

        var tooEarly = operator.run("keys", "rotate");
        assertEquals(1, tooEarly.exit());
        assertEquals("", tooEarly.out());
        assertEquals("The next key has not been published for 10 minutes; --now rotates even so.\n", tooEarly.err());

        var rotated = operator.run("keys", "rotate", "--now");
        assertEquals(0, rotated.exit(), rotated.toString());
        assertTrue(rotated.out().startsWith("Rotated.\n"), rotated.toString());
        awaitPublished(KeyTable.kid("next"), true);
        assertEquals(200, Person.me(token).statusCode());
        String later = person.logIn().path("access_token");
        assertEquals(next, Person.decoded(later, 0).getString("kid"));

        var dropped = operator.run("keys", "drop", current);
        assertEquals(0, dropped.exit(), dropped.toString());
        awaitPublished(current, false);
        assertEquals(401, Person.me(token).statusCode());
        assertEquals(200, Person.me(later).statusCode());
    }

    private static void awaitPublished(String kid, boolean published) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (KeyTable.published().contains(kid) != published) {
            assertTrue(Instant.now().isBefore(deadline), "The running service has not taken notice of " + kid);
            Thread.sleep(100);
        }
    }
}
