package dev.tandem.auth.mail;

import static java.util.stream.Collectors.joining;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A mail in its final words, as it waits in the outbox. */
@RegisterForReflection
record Letter(String to, String subject, String text, String html, Instant writtenAt, Instant goodUntil) {

    static Letter of(Recipient to, Mail mail, Links links, Instant now, Instant goodUntil) {
        var paragraphs = new ArrayList<Paragraph>();
        paragraphs.add(Paragraph.of(to.name() == null ? "Hello," : "Hello " + to.name() + ","));
        paragraphs.addAll(mail.paragraphs(links));
        return new Letter(to.address(), mail.subject(), plain(paragraphs), html(paragraphs), now, goodUntil);
    }

    private static String plain(List<Paragraph> paragraphs) {
        return written(paragraphs, Paragraph::plain, "\n\n");
    }

    private static String html(List<Paragraph> paragraphs) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
                %s</body>
                </html>
                """.formatted(written(paragraphs, Paragraph::html, "\n"));
    }

    private static String written(List<Paragraph> paragraphs, Function<Paragraph, String> how, String gap) {
        return paragraphs.stream().map(how).collect(joining(gap, "", "\n"));
    }

    @Override
    public String toString() {
        return "(letter)";
    }
}
