package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import dev.tandem.auth.client.DeviceNames;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.mail.Mail;
import dev.tandem.auth.mail.MailQuota;
import dev.tandem.auth.mail.Mails;
import dev.tandem.auth.session.Sessions;
import jakarta.inject.Singleton;

/** Tells a person of a log-in from a device that never logged in to their account before. */
@Singleton
class NewDeviceNotice {

    private final Sessions sessions;
    private final Mails mails;
    private final MailQuota quota;
    private final DeviceNames devices;

    NewDeviceNotice(Sessions sessions, Mails mails, MailQuota quota, DeviceNames devices) {
        this.sessions = sessions;
        this.mails = mails;
        this.quota = quota;
        this.devices = devices;
    }

    /** Call before the session is opened, with the account locked. */
    void sendWhereNew(Account account, Client client) {
        if (sessions.isNewDevice(account.id, client) && quota.take(account.id, MailQuota.Kind.notice)) {
            mails.send(
                    account.recipient(),
                    new Mail.NewDevice(DatabaseClock.now(), client.address(), devices.of(client.userAgent())));
        }
    }
}
