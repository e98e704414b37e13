package dev.tandem.auth.account;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.mail.Mail;
import dev.tandem.auth.mail.MailConfig;
import dev.tandem.auth.mail.MailQuota;
import dev.tandem.auth.mail.MailTokens;
import dev.tandem.auth.mail.Mails;
import dev.tandem.auth.mail.TokenPurpose;
import dev.tandem.kit.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Proof that an address is its account's owner's: they read a mail sent there. */
@ApplicationScoped
class EmailVerification {

    private final MailConfig config;
    private final Mails mails;
    private final MailQuota quota;
    private final MailTokens tokens;
    private final MailRequests requests;
    private final EmailChange change;
    private final SecurityEvents events;

    EmailVerification(
            MailConfig config,
            Mails mails,
            MailQuota quota,
            MailTokens tokens,
            MailRequests requests,
            EmailChange change,
            SecurityEvents events) {
        this.config = config;
        this.mails = mails;
        this.quota = quota;
        this.tokens = tokens;
        this.requests = requests;
        this.change = change;
        this.events = events;
    }

    /** Whether accounts can only be used once their address is proved. */
    boolean isRequired() {
        return config.verificationRequired();
    }

    /** For the right password only: to anybody else an account is not even there. */
    void requireOf(Account account) {
        if (isRequired() && account.emailVerifiedAt == null) {
            throw Problem.of(403, "email_not_verified", "Follow the link in the mail to this address first.");
        }
    }

    void request(String email, Client client) {
        mails.requireOn();
        requests.put(MailRequest.of(MailRequest.Kind.verification, email, client));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void answer(MailRequest request) {
        var account = Account.lockByEmail(request.email());
        if (account != null && account.emailVerifiedAt == null && quota.take(account.id, MailQuota.Kind.asked)) {
            sendLink(account);
        }
    }

    /** @throws Problem 401 invalid_token if the account was deleted meanwhile, 429 too_many_mails */
    @Transactional
    void resend(UUID id) {
        mails.requireOn();
        var account = Account.lock(id);
        if (account == null) {
            throw Problem.invalidToken();
        }
        if (account.emailVerifiedAt == null) {
            quota.require(id, MailQuota.Kind.asked);
            sendLink(account);
        }
    }

    /** If the account is contested, a link to choose a new password; the caller holds the account's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    void sendLink(Account account) {
        var token = tokens.issue(account.id, TokenPurpose.verification, account.email);
        mails.send(
                account.recipient(),
                account.contested ? new Mail.ContestedAccount(token) : new Mail.EmailVerification(token));
    }

    /** @throws Problem 400 invalid_token, 409 email_taken */
    void confirm(String token, Client client) {
        QuarkusTransaction.requiringNew().run(() -> {
            var meaning = tokens.meaningOf(token)
                    .filter(found -> found.purpose() != TokenPurpose.reset)
                    .orElseThrow(MailTokens::invalid);
            var account = Account.lock(meaning.account());
            tokens.use(token);
            if (meaning.purpose() == TokenPurpose.change) {
                change.complete(account, meaning.email(), client);
            } else if (account.contested) {
                throw MailTokens.invalid();
            } else {
                verify(account, client);
            }
        });
    }

    private void verify(Account account, Client client) {
        account.verifyEmail();
        events.record(SecurityEvent.of(SecurityEventType.email_verified)
                .about(account.id)
                .by(client));
    }
}
