package dev.tandem.auth.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** An SMTP server that answers each command as it is told to, and remembers what it was sent. */
final class ScriptedSmtp implements AutoCloseable {

    /** In place of a reply: none, ever. */
    static final String SILENCE = "";

    private static final Map<String, String> WILLING = Map.of(
            "connect", "220 scripted ESMTP",
            "EHLO", "250-scripted\r\n250-STARTTLS\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN LOGIN",
            "STARTTLS", "220 2.0.0 go ahead",
            "AUTH", "235 2.7.0 welcome",
            "MAIL", "250 2.1.0 sender ok",
            "RCPT", "250 2.1.5 recipient ok",
            "DATA", "354 go ahead",
            ".", "250 2.0.0 queued",
            "QUIT", "221 2.0.0 bye");

    private final Map<String, String> replies = new HashMap<>(WILLING);
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Thread acceptor;
    private final SSLSocketFactory tls;

    ScriptedSmtp(Map<String, String> deviations) throws Exception {
        this(0, deviations);
    }

    ScriptedSmtp(int port, Map<String, String> deviations) throws Exception {
        replies.putAll(deviations);
        tls = SmtpCertificate.get().context().getSocketFactory();
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Every line, commands and mails; those after STARTTLS are marked. */
    List<String> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            // Only then is the port free.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (say(client, "connect")) {
                converse(client, "");
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private void converse(Socket client, String mark) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        boolean inMail = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            received.add(mark + line);
            if (inMail && !line.equals(".")) {
                continue;
            }
            var command = line.split(" ")[0];
            if (!say(client, command)) {
                client.getInputStream().read();
                return;
            }
            inMail = command.equals("DATA") && replies.get("DATA").startsWith("3");
            if (command.equals("STARTTLS") && replies.get("STARTTLS").startsWith("2")) {
                var encrypted = (SSLSocket) tls.createSocket(client, null, true);
                encrypted.startHandshake();
                converse(encrypted, "(encrypted) ");
                return;
            }
        }
    }

    private boolean say(Socket client, String command) throws IOException {
        var reply = replies.getOrDefault(command, "502 5.5.1 what?");
        if (reply.equals(SILENCE)) {
            if (command.equals("connect")) {
                client.getInputStream().read();
            }
            return false;
        }
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return true;
    }
}
