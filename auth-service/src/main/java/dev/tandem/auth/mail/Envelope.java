package dev.tandem.auth.mail;

import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** A letter as a message with plain text and HTML (RFC 5322, RFC 2046). */
final class Envelope {

    private Envelope() {}

    /** @param from an address, or a name and the address in angle brackets */
    static MailMessage around(UUID id, Letter letter, String from) throws MailRefused {
        var to = ascii(letter.to());
        return new MailMessage()
                .setFrom(from)
                .setTo(to)
                .setSubject(letter.subject())
                .setText(letter.text())
                .setHtml(letter.html())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        // The client would fold a long address with a line feed alone, which servers refuse.
                        .set("To", to)
                        .set("Message-ID", "<%s@%s>".formatted(id, domain(from)))
                        .set(
                                "Date",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        letter.writtenAt().atOffset(ZoneOffset.UTC)))
                        // No out-of-office replies (RFC 3834).
                        .set("Auto-Submitted", "auto-generated"));
    }

    private static String domain(String from) {
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "");
    }

    /** SMTP without extensions knows ASCII only: domains have a form in it, what stands before the @ has none. */
    private static String ascii(String address) throws MailRefused {
        int at = address.lastIndexOf('@');
        var mailbox = address.substring(0, at);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(mailbox)) {
            throw new MailRefused("the address is not ASCII before its @");
        }
        return mailbox + "@"
                + CanonicalAddress.asciiDomain(address.substring(at + 1))
                        .orElseThrow(() -> new MailRefused("the address has an impossible domain"));
    }
}
