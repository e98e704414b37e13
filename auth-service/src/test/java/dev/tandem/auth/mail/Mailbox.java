package dev.tandem.auth.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tandem.auth.Database;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Everybody's mail server: GreenMail, behind a front that insists on STARTTLS, which GreenMail does not know, and that
 * can be out of order.
 */
public final class Mailbox implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the front says to whoever connects. */
    public enum Mood {
        WELL,
        /** Hangs up with a temporary error. */
        BUSY,
        /** Says nothing at all. */
        SILENT
    }

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SSLContext tls;
    private final ServerSocket front;
    private final Thread acceptor;
    private volatile Mood mood;
    private final AtomicInteger encrypted = new AtomicInteger();

    private Mailbox(Mood mood) throws IOException, GeneralSecurityException {
        this.mood = mood;
        tls = SmtpCertificate.get().context();
        greenMail.setUser("no-reply@tandem.example", MailProfile.USERNAME, MailProfile.PASSWORD);
        greenMail.start();
        front = new ServerSocket(MailProfile.port(), 50, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofPlatform().daemon().start(this::accept);
    }

    public static Mailbox open() {
        return open(Mood.WELL);
    }

    public static Mailbox open(Mood mood) {
        try {
            return new Mailbox(mood);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void become(Mood mood) {
        this.mood = mood;
    }

    /** How many connections were encrypted. */
    public int encrypted() {
        return encrypted.get();
    }

    /** The mails to an address, the oldest first. */
    public List<ReceivedMail> to(String address) {
        return Arrays.stream(greenMail.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(ReceivedMail::new)
                .toList();
    }

    /** The only mail to an address with this subject, once it is there. */
    public ReceivedMail awaitOne(String address, String subject) {
        await(() -> !of(address, subject).isEmpty());
        var mails = of(address, subject);
        if (mails.size() > 1) {
            throw new AssertionError(mails.size() + " mails: " + subject);
        }
        return mails.getFirst();
    }

    /** The latest of {@code count} mails to an address with this subject, once they are there. */
    public ReceivedMail awaitLast(int count, String address, String subject) {
        await(() -> of(address, subject).size() >= count);
        return of(address, subject).getLast();
    }

    public List<ReceivedMail> of(String address, String subject) {
        return to(address).stream()
                .filter(mail -> mail.subject().equals(subject))
                .toList();
    }

    /** Everything that was asked for has been decided, and everything decided has been sent. */
    public static void awaitEmptyOutbox() {
        await(() -> Long.valueOf(0).equals(Database.query("select count(*) from outbox")));
    }

    public static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + PATIENCE);
            }
            try {
                Thread.sleep(Duration.ofMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            front.close();
            // Only then is the port free.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        greenMail.stop();
    }

    private void accept() {
        try {
            while (true) {
                var client = front.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            switch (mood) {
                case BUSY -> say(client, "421 4.3.2 come back later");
                case SILENT -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
                case WELL -> relay(client);
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private void relay(Socket client) throws IOException {
        say(client, "220 front ESMTP");
        var commands = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (var line = commands.readLine(); !"STARTTLS".equals(line); line = commands.readLine()) {
            if (line == null) {
                return;
            }
            say(client, line.startsWith("EHLO") ? "250-front\r\n250 STARTTLS" : "530 5.7.0 STARTTLS first");
        }
        say(client, "220 go ahead");
        try (var encryptedClient = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
                var server = new Socket("127.0.0.1", greenMail.getSmtp().getPort())) {
            encryptedClient.startHandshake();
            encrypted.incrementAndGet();
            skipGreeting(server.getInputStream());
            var answers = Thread.ofPlatform().daemon().start(() -> pump(server, encryptedClient));
            pump(encryptedClient, server);
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException _) {
            // Either has gone, and with it the conversation.
        }
    }

    private static void skipGreeting(InputStream server) throws IOException {
        int read;
        do {
            read = server.read();
            if (read < 0) {
                throw new EOFException("GreenMail has stopped");
            }
        } while (read != '\n');
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getHeader("To", null).equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
