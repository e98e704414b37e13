package dev.tandem.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path data;

    @Test
    void aSecretIsRandomAndStaysTheSame() {
        var secret = Secrets.in(data).get("one");

        assertEquals(32, Base64.getDecoder().decode(secret).length);
        assertEquals(secret, Secrets.in(data).get("one"));
        assertNotEquals(secret, Secrets.in(data).get("another"));
    }

    @Test
    void onlyTheirOwnerCanReadThem() throws IOException {
        var directory = data.resolve("secrets");

        Secrets.in(directory).get("one");

        assertEquals("rwx------", mode(directory));
        assertEquals("rw-------", mode(directory.resolve("one")));
    }

    @Test
    void nothingUnfinishedIsLeftBehind() throws IOException {
        Secrets.in(data).get("one");

        try (var files = Files.list(data)) {
            assertEquals(
                    List.of("one"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
