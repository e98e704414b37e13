package dev.tandem.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Operator;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusIntegrationTest
@QuarkusTestResource(Database.class)
class ImportCommandIT {

    private static final String HASH = "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG";
    private static final int MANY = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Operator operator;

    @BeforeEach
    void logInToTheMachine() {
        operator = new Operator(directory);
    }

    @Test
    void importsFromAFileAndFromStdin() throws Exception {
        var first = Person.unique();
        var csv = Files.writeString(directory.resolve("users.csv"), """
                email,hashed_password,is_verified,name,created_at
                %s,%s,true,"Ada, Countess",2024-05-01T12:00:00Z
                nobody,%2$s,,,
                """.formatted(first.email(), HASH));
        var outcome = operator.run("users", "import", csv.toString());
        assertEquals(2, outcome.exit(), outcome.toString());
        assertEquals("""
                line 3: email must be an e-mail address
                1 imported, 0 already there, 1 refused
                """, outcome.err());
        assertEquals("Ada, Countess", first.logIn().path("user.displayName"));

        var second = Person.unique();
        var jsonLines = Files.writeString(directory.resolve("users"), """
                {"email": "%s", "password": "%s"}
                """.formatted(second.email(), HASH));
        var piped = operator.runReading(jsonLines, "users", "import", "-", "--format", "jsonl");
        assertEquals(0, piped.exit(), piped.toString());
        second.logIn().then().statusCode(200);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws Exception {
        var csv = directory.resolve("many.csv");
        try (var file = Files.newBufferedWriter(csv)) {
            file.write("email,password_hash\n");
            for (int i = 0; i < MANY; i++) {
                file.write("many-%d@example.com,%s\n".formatted(i, HASH));
            }
        }
        var running = operator.start("users", "import", csv.toString());
        var deadline = Instant.now().plus(PATIENCE);
        while (imported() == 0) {
            assertTrue(Instant.now().isBefore(deadline), "nothing is imported");
            Thread.onSpinWait();
        }
        running.destroy();
        var interrupted = operator.finish(running);
        assertNotEquals(0, interrupted.exit(), interrupted.toString());
        assertEquals(
                "%d imported, 0 already there, 0 refused%nStopped. What is imported stays; run it again to go on.%n"
                        .formatted(imported()),
                interrupted.err());
        assertEquals(0, imported() % 1000);

        var again = operator.run(
                "users",
                "import",
                csv.toString(),
                "--report",
                directory.resolve("there").toString());
        assertEquals(0, again.exit(), again.toString());
        assertEquals(MANY, imported());
    }

    @Test
    void explainsItselfWithoutSettings() throws Exception {
        var help = operator.runUnconfigured("help");
        assertEquals(0, help.exit(), help.toString());
        assertTrue(help.out().startsWith("usage: auth-service "), help.toString());
        assertTrue(help.out().contains("keys rotate"), help.toString());
        assertTrue(help.out().contains("users import FILE"), help.toString());

        var unknown = operator.runUnconfigured("user", "import");
        assertEquals(1, unknown.exit(), unknown.toString());
        assertEquals(help.out(), unknown.err());
        assertEquals("", unknown.out());
    }

    private static long imported() {
        return (Long) Database.query("select count(*) from account where email like 'many-%'");
    }
}
