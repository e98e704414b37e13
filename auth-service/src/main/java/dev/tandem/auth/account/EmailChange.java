package dev.tandem.auth.account;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.mail.Mail;
import dev.tandem.auth.mail.MailQuota;
import dev.tandem.auth.mail.MailTokens;
import dev.tandem.auth.mail.Mails;
import dev.tandem.auth.mail.Recipient;
import dev.tandem.auth.mail.TokenPurpose;
import dev.tandem.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Another address for an account: asked for with the password, confirmed from the new address, told to the old one. */
@ApplicationScoped
class EmailChange {

    private final Mails mails;
    private final MailQuota quota;
    private final MailTokens tokens;
    private final MailRequests requests;
    private final PasswordCheck passwords;
    private final SecurityEvents events;

    EmailChange(
            Mails mails,
            MailQuota quota,
            MailTokens tokens,
            MailRequests requests,
            PasswordCheck passwords,
            SecurityEvents events) {
        this.mails = mails;
        this.quota = quota;
        this.tokens = tokens;
        this.requests = requests;
        this.passwords = passwords;
        this.events = events;
    }

    /**
     * The token is made here and not with its mail, so that a new password stops a change that is still on its way.
     *
     * @throws Problem 400 wrong_password or invalid_code, 403 second_factor_required, 429 too_many_mails or too_many_requests
     */
    void request(UUID id, UUID session, EmailChangeRequest change, Client client, Optional<Device> device) {
        mails.requireOn();
        var proof = new PasswordConfirmation(change.password(), change.code());
        passwords.given(id, proof, client, device, account -> {
            quota.require(id, MailQuota.Kind.asked);
            var token = tokens.issue(id, TokenPurpose.change, change.newEmail());
            requests.put(new MailRequest(MailRequest.Kind.email_change, change.newEmail(), id, token, client, null));
            mails.send(
                    account.recipient(),
                    new Mail.EmailChangeRequested(account.emailVerifiedAt == null ? null : change.newEmail()));
            events.record(SecurityEvent.of(SecurityEventType.email_change_requested)
                    .about(id)
                    .in(session)
                    .by(client));
            return account;
        });
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void answer(MailRequest request) {
        var owner = Account.lockByEmail(request.email());
        if (owner != null && !owner.id.equals(request.account())) {
            if (quota.take(owner.id, MailQuota.Kind.asked)) {
                mails.send(owner.recipient(), new Mail.ChangeToYourAddress());
            }
        } else if (tokens.meaningOf(request.token()).isPresent()) {
            mails.send(new Recipient(request.email(), null), new Mail.EmailChangeConfirmation(request.token()));
        }
    }

    /** Call with the account locked. Links mailed to the old address are good no more. */
    @Transactional(Transactional.TxType.MANDATORY)
    void complete(Account account, String newEmail, Client client) {
        var old = account.recipient();
        var named = account.emailVerifiedAt == null ? null : newEmail;
        account.verifyEmail();
        account.email = newEmail;
        try {
            account.persistAndFlush();
        } catch (ConstraintViolationException _) {
            throw Problem.of(409, "email_taken", "There is an account with this address by now.");
        }
        tokens.revoke(account.id, TokenPurpose.values());
        mails.send(old, new Mail.EmailChanged(named));
        events.record(SecurityEvent.of(SecurityEventType.email_changed)
                .about(account.id)
                .by(client));
    }
}
