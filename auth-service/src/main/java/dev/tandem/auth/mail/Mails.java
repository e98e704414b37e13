package dev.tandem.auth.mail;

import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.outbox.Outbox;
import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Where mails are handed in. */
@Singleton
public class Mails {

    static final String TOPIC = "mail";

    private final MailConfig config;
    private final Outbox outbox;

    Mails(MailConfig config, Outbox outbox) {
        this.config = config;
        this.outbox = outbox;
    }

    /** Joins the caller's transaction: the mail is sent if and only if that commits. Where mail is off, it is not. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void send(Recipient to, Mail mail) {
        if (isOff()) {
            return;
        }
        var now = DatabaseClock.now();
        var links = new Links(config.appUrl().orElseThrow());
        outbox.putJson(TOPIC, Letter.of(to, mail, links, now, now.plus(mail.goodFor(config))));
    }

    public boolean isOff() {
        return config.delivery() == MailConfig.Delivery.off;
    }

    /** @throws Problem where mail is off: to promise one would be a lie */
    public void requireOn() {
        if (isOff()) {
            throw Problem.of(404, "mail_not_configured", "This service sends no mail.");
        }
    }
}
