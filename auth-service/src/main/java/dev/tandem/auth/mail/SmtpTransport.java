package dev.tandem.auth.mail;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Sends letters to an SMTP server, each over a connection of its own. */
final class SmtpTransport implements Transport {

    /** Replies about the mail or its recipient; below are those to commands that were not understood. */
    private static final int FIRST_REFUSAL = 550;

    /**
     * Where the server may refuse this one mail; refusing the sender, the password or the connection refuses them all,
     * which somebody will set right. The client tells the stages apart in its messages only.
     */
    private static final Pattern ABOUT_THIS_MAIL =
            Pattern.compile("(recipient address not accepted|sending data failed):.*", Pattern.DOTALL);

    /** A reply begins with its code and, mostly, an enhanced one (RFC 3463); the rest may quote addresses. */
    private static final Pattern CODES = Pattern.compile("(\\d{3})[ -](\\d\\.\\d{1,3}\\.\\d{1,3} )?.*", Pattern.DOTALL);

    private final Vertx vertx;
    private final MailClient client;
    private final String from;
    private final long timeoutMillis;

    SmtpTransport(Vertx vertx, MailConfig config) {
        this.vertx = vertx;
        this.client = MailClient.create(vertx, clientConfig(config.smtp()));
        this.from = config.from().orElseThrow();
        this.timeoutMillis = config.smtp().timeout().toMillis();
    }

    private static io.vertx.ext.mail.MailConfig clientConfig(MailConfig.Smtp smtp) {
        var client = new io.vertx.ext.mail.MailConfig(smtp.host().orElseThrow(), smtp.port());
        client.setStarttls(
                        smtp.tls() == MailConfig.Smtp.Tls.starttls
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setSsl(smtp.tls() == MailConfig.Smtp.Tls.tls)
                .setUserAgent("tandem")
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(smtp.timeout().toMillis()))
                // Else a server that never says a word would be waited for until it hangs up.
                .setIdleTimeout(Math.toIntExact(smtp.timeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        smtp.username()
                .ifPresentOrElse(
                        username -> client.setLogin(LoginOption.REQUIRED)
                                .setAuthMethods("PLAIN LOGIN")
                                .setUsername(username)
                                .setPassword(smtp.password().orElseThrow()),
                        () -> client.setLogin(LoginOption.DISABLED));
        smtp.caFile().ifPresent(file -> client.setTrustOptions(new PemTrustOptions().addCertPath(file)));
        return client;
    }

    @Override
    public void send(UUID id, Letter letter) throws Exception {
        send(Envelope.around(id, letter, from));
    }

    private void send(MailMessage message) throws Exception {
        var sent = new CompletableFuture<MailResult>();
        // On an event loop from the start: else the server's greeting may arrive on one before another listens for it.
        vertx.runOnContext(
                _ -> client.sendMail(message).onSuccess(sent::complete).onFailure(sent::completeExceptionally));
        try {
            sent.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException _) {
            throw new IOException("the SMTP server took too long");
        }
    }

    private static Exception failure(Throwable cause) {
        if (!(cause instanceof SMTPException reply)) {
            return new IOException(cause.getMessage(), cause);
        }
        var stage = reply.getMessage().replaceFirst(":.*(?s:.*)", "");
        var codes = CODES.matcher(reply.getReplyMessage()).replaceFirst("$1 $2").strip();
        var message = "%s: %s".formatted(stage, codes);
        return reply.getReplyCode() >= FIRST_REFUSAL
                        && ABOUT_THIS_MAIL.matcher(reply.getMessage()).matches()
                ? new MailRefused(message)
                : new IOException(message);
    }
}
