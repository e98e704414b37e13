package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.mail.AccountChange;
import dev.tandem.auth.mail.Mail;
import dev.tandem.auth.mail.Mails;
import dev.tandem.auth.throttle.Limit;
import dev.tandem.auth.throttle.Throttle;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/**
 * Tells a person of what was done with their password. Each kind is limited by itself: whoever knows the password can
 * cause some, and must not use up what would tell of the others.
 */
@Singleton
class SecurityNotice {

    private final Mails mails;
    private final Throttle throttle;

    SecurityNotice(Mails mails, Throttle throttle) {
        this.mails = mails;
        this.throttle = throttle;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void changed(Account account, AccountChange change, Client client) {
        if (isAllowed(account, Limit.change_notices, change, client)) {
            mails.send(account.recipient(), new Mail.AccountChanged(change, DatabaseClock.now()));
        }
    }

    /** The right password with a wrong code. */
    @Transactional(Transactional.TxType.MANDATORY)
    void wrongCode(Account account, Client client) {
        if (isAllowed(account, Limit.wrong_code_notices, "", client)) {
            mails.send(account.recipient(), new Mail.WrongCode(DatabaseClock.now()));
        }
    }

    private boolean isAllowed(Account account, Limit limit, Object kind, Client client) {
        return !mails.isOff()
                && throttle.take(account.id, client, limit.of(account.id, kind)).isEmpty();
    }
}
