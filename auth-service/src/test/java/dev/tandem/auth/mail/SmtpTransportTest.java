package dev.tandem.auth.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTransportTest {

    private static final UUID ID = UUID.fromString("01a1f92c-62b3-4ebf-af68-9bea0f5fb836");

    private static final Map<String, String> IMPATIENT =
            Map.of("mail.smtp.timeout", "PT1S", "mail.smtp.username", "tandem", "mail.smtp.password", "secret");

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @Test
    void saysNothingButHelloBeforeItIsEncrypted() throws Exception {
        try (var server = new ScriptedSmtp(Map.of())) {
            send(server, letter("ada@example.com"), withPassword());
            var inTheClear = server.received().stream()
                    .filter(line -> !line.startsWith("(encrypted)"))
                    .map(line -> line.split(" ")[0])
                    .toList();
            assertEquals(List.of("EHLO", "STARTTLS"), inTheClear);
        }
    }

    @Test
    void logsInWithThePassword() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN"))) {
            send(server, letter("ada@example.com"), withPassword());
            var credentials = Base64.getEncoder().encodeToString("\0tandem\0secret".getBytes(UTF_8));
            assertTrue(server.received().contains("(encrypted) AUTH PLAIN " + credentials));
        }
    }

    @Test
    void sendsNothingWithoutEncryption() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("EHLO", "250-scripted\r\n250 AUTH PLAIN"))) {
            assertThrows(IOException.class, () -> send(server, letter("ada@example.com"), withPassword()));
            assertFalse(
                    server.received().stream().anyMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL")));
        }
    }

    @Test
    void sendsNothingToAServerItCannotBeSureOf() throws Exception {
        try (var server = new ScriptedSmtp(Map.of())) {
            assertThrows(
                    IOException.class, () -> send(server, letter("ada@example.com"), Map.of("mail.smtp.ca-file", "")));
            assertThrows(
                    IOException.class,
                    () -> send(server, letter("ada@example.com"), Map.of("mail.smtp.host", "127.0.0.1")));
            assertFalse(server.received().stream().anyMatch(line -> line.contains("MAIL")));
        }
    }

    @Test
    void sendsNothingWithoutLoggingInWhereItHasAPassword() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("EHLO", "250-scripted\r\n250 STARTTLS"))) {
            assertThrows(IOException.class, () -> send(server, letter("ada@example.com"), withPassword()));
            assertFalse(server.received().stream().anyMatch(line -> line.contains("MAIL")));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "RCPT, 550 5.1.1 <ada@example.com>: no such user",
        "RCPT, 553 no mailbox here by that name",
        "., 554 5.7.1 this looks like spam",
        "., 552 5.3.4 too large",
    })
    void givesUpAMailThatIsRefused(String command, String reply) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, reply))) {
            var refused = assertThrows(MailRefused.class, () -> send(server, letter("ada@example.com"), Map.of()));
            assertTrue(refused.getMessage().contains(reply.substring(0, 3)), refused.getMessage());
            assertFalse(refused.getMessage().contains("ada@"), refused.getMessage());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "connect, 421 4.3.2 shutting down",
        "connect, 554 5.7.1 you are on a list",
        "STARTTLS, 454 4.7.0 no TLS now",
        "AUTH, 535 5.7.8 wrong password",
        "AUTH, 454 4.7.0 try later",
        "MAIL, 550 5.7.1 not your address",
        "MAIL, 451 4.3.0 try later",
        "RCPT, 450 4.2.0 greylisted ada@example.com",
        "RCPT, 500 5.5.2 what?",
        "DATA, 451 4.3.0 try later",
        "., 452 4.3.1 no space",
    })
    void triesAgainWhatIsNotTheMailsFault(String command, String reply) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, reply))) {
            var failed = assertThrows(IOException.class, () -> send(server, letter("ada@example.com"), withPassword()));
            assertFalse(String.valueOf(failed.getMessage()).contains("ada@"), failed.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "EHLO", "AUTH", "MAIL", "DATA", "."})
    void doesNotWaitForAServerThatSaysNothing(String command) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, ScriptedSmtp.SILENCE))) {
            var began = Instant.now();
            assertThrows(IOException.class, () -> send(server, letter("ada@example.com"), IMPATIENT));
            assertTrue(Instant.now().isBefore(began.plusSeconds(10)));
        }
    }

    @Test
    void sendsOneMailAfterAnother() throws Exception {
        try (var server = new ScriptedSmtp(Map.of())) {
            var transport = transport(server, Map.of());
            for (int i = 0; i < 100; i++) {
                transport.send(ID, letter("ada@example.com"));
            }
            assertEquals(
                    100,
                    server.received().stream()
                            .filter("(encrypted) DATA"::equals)
                            .count());
        }
    }

    @Test
    void goesOnAfterAServerThatSaidNothing() throws Exception {
        var silent = new ScriptedSmtp(Map.of("connect", ScriptedSmtp.SILENCE));
        var transport = transport(silent, Map.of("mail.smtp.timeout", "PT1S"));
        for (int i = 0; i < 11; i++) {
            // More often than the client has connections.
            assertThrows(IOException.class, () -> transport.send(ID, letter("ada@example.com")));
        }
        silent.close();
        try (var well = new ScriptedSmtp(silent.port(), Map.of())) {
            transport.send(ID, letter("ada@example.com"));
            assertTrue(well.received().contains("(encrypted) DATA"));
        }
    }

    @Test
    void triesAgainWhereNobodyListens() throws Exception {
        var closed = new ScriptedSmtp(Map.of());
        closed.close();
        assertThrows(IOException.class, () -> send(closed, letter("ada@example.com"), Map.of()));
    }

    @Test
    void writesHeadersOnOneLineEach() throws Exception {
        var longest = "a".repeat(64) + "@" + ("b".repeat(60) + ".").repeat(3) + "c.example";
        try (var server = new ScriptedSmtp(Map.of())) {
            send(server, letter(longest), Map.of());
            assertTrue(server.received().contains("(encrypted) RCPT TO:<" + longest + ">"));
            assertTrue(server.received().contains("(encrypted) To: " + longest));
            assertTrue(server.received().contains("(encrypted) From: Tandem <no-reply@tandem.example>"));
            assertTrue(server.received().contains("(encrypted) Message-ID: <" + ID + "@tandem.example>"));
            assertTrue(server.received().contains("(encrypted) Date: Fri, 20 Nov 2026 16:00:00 GMT"));
            assertTrue(server.received().contains("(encrypted) Auto-Submitted: auto-generated"));
        }
    }

    @Test
    void keepsALineThatIsADotInTheMail() throws Exception {
        try (var server = new ScriptedSmtp(Map.of())) {
            var letter = new Letter("ada@example.com", "Dots", ".\n..\nQUIT\n", "<p>.</p>", Instant.EPOCH, Instant.MAX);
            send(server, letter, Map.of());
            assertTrue(server.received().containsAll(List.of("(encrypted) ..", "(encrypted) ...")));
        }
    }

    @Test
    void writesTheDomainAsTheNetworkKnowsIt() throws Exception {
        try (var server = new ScriptedSmtp(Map.of())) {
            send(server, letter("ada@b\u00fccher.example"), Map.of());
            assertTrue(server.received().contains("(encrypted) RCPT TO:<ada@xn--bcher-kva.example>"));
        }
    }

    @Test
    void givesUpAnAddressThatPlainSmtpCannotName() throws Exception {
        try (var server = new ScriptedSmtp(Map.of())) {
            assertThrows(MailRefused.class, () -> send(server, letter("j\u00f6rg@example.com"), Map.of()));
            assertThrows(
                    MailRefused.class, () -> send(server, letter("ada@" + "\u00fc".repeat(64) + ".example"), Map.of()));
            assertTrue(server.received().isEmpty());
        }
    }

    private static Map<String, String> withPassword() {
        return Map.of("mail.smtp.username", "tandem", "mail.smtp.password", "secret");
    }

    private static void send(ScriptedSmtp server, Letter letter, Map<String, String> deviations) throws Exception {
        transport(server, deviations).send(ID, letter);
    }

    private static SmtpTransport transport(ScriptedSmtp server, Map<String, String> deviations) {
        var settings = new HashMap<>(Map.of(
                "mail.smtp.port", Integer.toString(server.port()),
                "mail.smtp.ca-file", SmtpCertificate.get().pem().toString()));
        settings.putAll(deviations);
        return new SmtpTransport(vertx, Settings.with(settings));
    }

    private static Letter letter(String to) {
        return new Letter(to, "Subject", "Text\n", "<p>Text</p>\n", Instant.parse("2026-11-20T16:00:00Z"), Instant.MAX);
    }
}
