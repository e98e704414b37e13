package dev.tandem.auth.mail;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LetterTest {

    private static final String HOSTILE = "<a href='https://evil.example'>\"Ada\" & co</a>";
    private static final String TOKEN = "t".repeat(43);
    private static final Links LINKS = new Links("https://todo.example.com");

    static Stream<Mail> everyMail() {
        return Stream.of(
                new Mail.PasswordReset(TOKEN),
                new Mail.EmailVerification(TOKEN),
                new Mail.ContestedAccount(TOKEN),
                new Mail.EmailChangeConfirmation(TOKEN),
                new Mail.EmailChangeRequested(HOSTILE),
                new Mail.EmailChanged(HOSTILE),
                new Mail.SignupWithYourAddress(),
                new Mail.ChangeToYourAddress(),
                new Mail.NewDevice(Instant.EPOCH, InetAddress.getLoopbackAddress(), HOSTILE));
    }

    @ParameterizedTest
    @MethodSource("everyMail")
    void isWrittenTwiceAndNothingInItIsMarkup(Mail mail) {
        var letter = written(new Recipient("ada@example.com", HOSTILE), mail);
        assertAll(
                () -> assertTrue(letter.text().startsWith("Hello " + HOSTILE + ",\n\n"), letter.text()),
                () -> assertFalse(letter.html().contains("evil.example'"), letter.html()),
                () -> assertFalse(letter.html().contains("href='"), letter.html()),
                () -> assertTrue(
                        letter.html().contains("&lt;a href=&#39;https://evil.example&#39;&gt;"), letter.html()),
                // What is loaded from elsewhere tells when and where a mail is read.
                () -> assertFalse(letter.html().matches("(?s).*(src=|url\\(|<link|<script|<img).*"), letter.html()),
                () -> assertTrue(letter.subject().matches("[ -~]{1,70}"), letter.subject()));
    }

    @ParameterizedTest
    @MethodSource("everyMail")
    void keepsTokensToItself(Mail mail) {
        assertFalse(mail.toString().contains(TOKEN));
        assertFalse(
                written(new Recipient("ada@example.com", null), mail).toString().contains(TOKEN));
    }

    @Test
    void leadsToTheAppWithTheTokenWhereNoServerSeesIt() {
        var letter = written(new Recipient("ada@example.com", null), new Mail.PasswordReset(TOKEN));
        var link = "https://todo.example.com/reset-password#token=" + TOKEN;
        assertTrue(letter.text().startsWith("Hello,\n"), letter.text());
        assertTrue(letter.text().contains("\n" + link + "\n"), letter.text());
        assertTrue(letter.html().contains("<a href=\"" + link + "\">"), letter.html());
        assertEquals("ada@example.com", letter.to());
    }

    private static Letter written(Recipient to, Mail mail) {
        return Letter.of(to, mail, LINKS, Instant.EPOCH, Instant.MAX);
    }
}
