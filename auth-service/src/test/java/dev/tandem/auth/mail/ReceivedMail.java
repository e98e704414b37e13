package dev.tandem.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as its recipient's mail program reads it. */
public record ReceivedMail(MimeMessage message) {

    private static final Pattern TOKEN = Pattern.compile("(\\S+)#token=([A-Za-z0-9_-]{43})\\s");

    public String subject() {
        return header("Subject");
    }

    public String header(String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String plain() {
        return part(0, "text/plain");
    }

    public String html() {
        return part(1, "text/html");
    }

    /** What the link carries. */
    public String token() {
        return link().group(2);
    }

    /** Where the link leads, without its token. */
    public String page() {
        return link().group(1);
    }

    private Matcher link() {
        var link = TOKEN.matcher(plain());
        if (!link.find()) {
            throw new AssertionError("no link in " + plain());
        }
        return link;
    }

    private String part(int index, String type) {
        try {
            if (!message.isMimeType("multipart/alternative")) {
                throw new AssertionError(message.getContentType());
            }
            Part part = ((MimeMultipart) message.getContent()).getBodyPart(index);
            if (!part.isMimeType(type)) {
                throw new AssertionError(part.getContentType());
            }
            return ((String) part.getContent()).stripTrailing().replace("\r\n", "\n") + "\n";
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
