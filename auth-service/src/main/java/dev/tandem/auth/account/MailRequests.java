package dev.tandem.auth.account;

import dev.tandem.auth.mail.Mails;
import dev.tandem.auth.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/**
 * Takes requests for mails to addresses that may or may not have an account. They are looked at after the answer has
 * gone out, so that neither it nor the time it took can tell.
 */
@Singleton
class MailRequests {

    static final String TOPIC = "mail-request";

    private final Mails mails;
    private final Outbox outbox;

    MailRequests(Mails mails, Outbox outbox) {
        this.mails = mails;
        this.outbox = outbox;
    }

    /** Joins the caller's transaction. Where mail is off, there is nothing to look at. */
    @Transactional
    void put(MailRequest request) {
        if (!mails.isOff()) {
            outbox.putJson(TOPIC, request);
        }
    }
}
