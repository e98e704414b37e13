package dev.tandem.auth.account;

import dev.tandem.auth.mail.Mail;
import dev.tandem.auth.mail.MailQuota;
import dev.tandem.auth.mail.Mails;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Tells the owner of an address that somebody tried to sign up with it. */
@Singleton
class RepeatedSignup {

    private final Mails mails;
    private final MailQuota quota;

    RepeatedSignup(Mails mails, MailQuota quota) {
        this.mails = mails;
        this.quota = quota;
    }

    /**
     * Not verified, an account gets no new link either: it would let in whoever signed up first and chose the password.
     * The way into it is a new password by mail, which proves the address and locks everybody else out.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void answer(MailRequest request) {
        var account = Account.lockByEmail(request.email());
        if (account != null && quota.take(account.id, MailQuota.Kind.asked)) {
            mails.send(account.recipient(), new Mail.SignupWithYourAddress());
        }
    }
}
