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
    private final EmailVerification verification;

    RepeatedSignup(Mails mails, MailQuota quota, EmailVerification verification) {
        this.mails = mails;
        this.quota = quota;
        this.verification = verification;
    }

    /** Unverified, the account is contested now: the link lets its reader choose the password. */
    @Transactional(Transactional.TxType.MANDATORY)
    void answer(MailRequest request) {
        var account = Account.lockByEmail(request.email());
        if (account == null || !quota.take(account.id, MailQuota.Kind.asked)) {
            return;
        }
        if (account.emailVerifiedAt == null) {
            verification.sendLink(account);
        } else {
            mails.send(account.recipient(), new Mail.SignupWithYourAddress());
        }
    }
}
