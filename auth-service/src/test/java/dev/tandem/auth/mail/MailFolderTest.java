package dev.tandem.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest {

    private static final UUID ID = UUID.fromString("01a1f92c-62b3-4ebf-af68-9bea0f5fb836");

    @TempDir
    private Path directory;

    @Test
    void leavesAMailAsAFileThatOnlyItsOwnerCanRead() throws Exception {
        var folder = directory.resolve("mail");
        send(folder);
        send(folder);

        var file = onlyFileIn(folder);
        assertEquals("20261120-160000-" + ID + ".eml", file.getFileName().toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        try (var in = Files.newInputStream(file)) {
            var mail = new ReceivedMail(new MimeMessage(Session.getInstance(new Properties()), in));
            assertEquals("Subject", mail.subject());
            assertEquals("ada@example.com", mail.header("To"));
            assertEquals("<" + ID + "@tandem.example>", mail.header("Message-ID"));
            assertEquals("Text with \u00fcml\u00e4uts and = signs\n", mail.plain());
            assertTrue(mail.html().startsWith("<p>Text</p>"), mail.html());
        }
    }

    private static void send(Path folder) throws Exception {
        new MailFolder(Settings.with(Map.of("mail.delivery", "folder", "mail.folder", folder.toString())))
                .send(
                        ID,
                        new Letter(
                                "ada@example.com",
                                "Subject",
                                "Text with \u00fcml\u00e4uts and = signs\n",
                                "<p>Text</p>\n",
                                Instant.parse("2026-11-20T16:00:00Z"),
                                Instant.MAX));
    }

    private static Path onlyFileIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var all = files.toList();
            assertEquals(1, all.size(), List.copyOf(all).toString());
            return all.getFirst();
        }
    }
}
