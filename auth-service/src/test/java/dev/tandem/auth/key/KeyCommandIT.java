package dev.tandem.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as an operator runs it beside the one that serves, on whose ports it may not listen. */
@QuarkusIntegrationTest
@QuarkusTestResource(Database.class)
class KeyCommandIT {

    /** Three times the interval at which the keys are read. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void rotatesAndDropsTheKeysOfARunningService() throws Exception {
        var person = Person.signedUp();
        String token = person.logIn().path("access_token");
        var current = KeyTable.kid("current");
        var next = KeyTable.kid("next");

        var list = run("keys", "list");
        assertEquals(0, list.exit(), list.toString());
        assertTrue(list.out().startsWith(current + "  current   created "), list.toString());
        assertEquals(2, list.out().lines().count(), list.toString());

        var tooEarly = run("keys", "rotate");
        assertEquals(1, tooEarly.exit());
        assertEquals("", tooEarly.out());
        assertEquals("The next key has not been published for 10 minutes; --now rotates even so.\n", tooEarly.err());

        var rotated = run("keys", "rotate", "--now");
        assertEquals(0, rotated.exit(), rotated.toString());
        assertTrue(rotated.out().startsWith("Rotated.\n"), rotated.toString());
        awaitPublished(KeyTable.kid("next"), true);
        assertEquals(200, Person.me(token).statusCode());
        String later = person.logIn().path("access_token");
        assertEquals(next, Person.decoded(later, 0).getString("kid"));

        var dropped = run("keys", "drop", current);
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

    private Outcome run(String... arguments) throws Exception {
        var command = new ArrayList<>(executable());
        command.addAll(List.of(arguments));
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "DB_URL", System.getProperty("test.database.url"),
                        "DB_USERNAME", "auth_owner",
                        "DB_PASSWORD", System.getProperty("test.database.owner-password"),
                        "AUTH_ISSUER", "http://localhost:8081",
                        "KEY_ENCRYPTION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "PASSWORD_PEPPER", "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=",
                        "HTTP_PORT", "8081",
                        "MANAGEMENT_PORT", Integer.toString(Database.managementPort()),
                        "SHUTDOWN_DELAY", "5m"));
        var exit = builder.start().waitFor();
        return new Outcome(exit, Files.readString(out), Files.readString(err));
    }

    private static List<String> executable() throws IOException {
        var artifact = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("target", "quarkus-artifact.properties"), StandardCharsets.UTF_8)) {
            artifact.load(reader);
        }
        var path =
                Path.of("target", artifact.getProperty("path")).toAbsolutePath().toString();
        return artifact.getProperty("type").equals("native")
                ? List.of(path)
                : List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", path);
    }

    private record Outcome(int exit, String out, String err) {}
}
