package dev.tandem.auth.account;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.mail.AccountChange;
import dev.tandem.auth.mail.MailTokens;
import dev.tandem.auth.mail.TokenPurpose;
import dev.tandem.auth.outbox.Outbox;
import dev.tandem.auth.password.PasswordHasher;
import dev.tandem.auth.password.PasswordPolicy;
import dev.tandem.auth.password.Requester;
import dev.tandem.auth.session.Sessions;
import dev.tandem.auth.todo.ErasureDelivery;
import dev.tandem.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** One's own account. Passwords are checked and hashed outside any transaction. */
@ApplicationScoped
class Accounts {

    private static final String CURRENT_PASSWORD = "currentPassword";

    private final PasswordCheck passwords;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final MailTokens mailTokens;
    private final SecurityEvents events;
    private final SecurityNotice notice;
    private final Outbox outbox;

    Accounts(
            PasswordCheck passwords,
            PasswordPolicy policy,
            PasswordHasher hasher,
            Sessions sessions,
            MailTokens mailTokens,
            SecurityEvents events,
            SecurityNotice notice,
            Outbox outbox) {
        this.passwords = passwords;
        this.policy = policy;
        this.hasher = hasher;
        this.sessions = sessions;
        this.mailTokens = mailTokens;
        this.events = events;
        this.notice = notice;
        this.outbox = outbox;
    }

    /** Of a single statement, which needs no transaction around it. */
    AccountView view(UUID id) {
        return AccountView.of(present(Account.findById(id)));
    }

    @Transactional
    AccountView change(UUID id, ProfileChange change) {
        var account = present(Account.lock(id));
        change.applyTo(account);
        return AccountView.of(account);
    }

    void changePassword(UUID id, UUID session, PasswordChange change, Client client, Optional<Device> device) {
        var account = passwords.require(id, change.currentPassword(), CURRENT_PASSWORD, client, device);
        policy.require(change.newPassword(), "newPassword", account.knownToOthers());
        var hash = hasher.hash(change.newPassword(), Requester.of(id.toString()));
        passwords.withCode(account, CURRENT_PASSWORD, change.code(), client, locked -> {
            locked.replacePassword(account.password(), hash);
            sessions.endOthersForNewPassword(id, session);
            KnownDevice.forgetOthers(id, device);
            mailTokens.revoke(id, TokenPurpose.reset, TokenPurpose.change);
            events.record(SecurityEvent.of(SecurityEventType.password_changed)
                    .about(id)
                    .in(session)
                    .by(client));
            notice.changed(locked, AccountChange.PASSWORD, client);
            return locked;
        });
    }

    /** Deletes the account with all that belongs to it, here at once and at todo-service as soon as it can be reached. */
    void delete(UUID id, PasswordConfirmation proof, Client client, Optional<Device> device) {
        passwords.given(id, proof, client, device, account -> {
            notice.changed(account, AccountChange.DELETION, client);
            account.delete();
            events.anonymize(id);
            events.record(SecurityEvent.of(SecurityEventType.account_deleted).about(id));
            outbox.put(ErasureDelivery.TOPIC, id.toString());
            return account;
        });
    }

    /** An account can be deleted while a request about it is under way. */
    private static Account present(Account account) {
        if (account == null) {
            throw Problem.invalidToken();
        }
        return account;
    }
}
