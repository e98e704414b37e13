package dev.tandem.auth.account;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.mail.AccountChange;
import dev.tandem.auth.mail.Mail;
import dev.tandem.auth.mail.MailTokens;
import dev.tandem.auth.mail.Mails;
import dev.tandem.auth.mail.TokenPurpose;
import dev.tandem.auth.password.PasswordHash;
import dev.tandem.auth.password.PasswordHasher;
import dev.tandem.auth.password.PasswordPolicy;
import dev.tandem.auth.password.Requester;
import dev.tandem.auth.secondfactor.Authenticators;
import dev.tandem.auth.session.Sessions;
import dev.tandem.auth.throttle.Limit;
import dev.tandem.auth.throttle.Throttle;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HexFormat;
import java.util.Optional;

/** A new password for somebody who has forgotten theirs, by a link that only the owner of the address is sent. */
@ApplicationScoped
class PasswordReset {

    private final Mails mails;
    private final Throttle throttle;
    private final PasswordAttempts attempts;
    private final MailTokens tokens;
    private final MailRequests requests;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final Authenticators authenticators;
    private final SecurityNotice notice;
    private final SecurityEvents events;

    PasswordReset(
            Mails mails,
            Throttle throttle,
            PasswordAttempts attempts,
            MailTokens tokens,
            MailRequests requests,
            PasswordPolicy policy,
            PasswordHasher hasher,
            Sessions sessions,
            Authenticators authenticators,
            SecurityNotice notice,
            SecurityEvents events) {
        this.mails = mails;
        this.throttle = throttle;
        this.attempts = attempts;
        this.tokens = tokens;
        this.requests = requests;
        this.policy = policy;
        this.hasher = hasher;
        this.sessions = sessions;
        this.authenticators = authenticators;
        this.notice = notice;
        this.events = events;
    }

    void request(String email, Client client, Optional<Device> device) {
        mails.requireOn();
        requests.put(MailRequest.of(MailRequest.Kind.password_reset, email, client, device));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void answer(MailRequest request) {
        var account = Account.lockByEmail(request.email());
        if (account == null || !mayBeMailed(account, request)) {
            return;
        }
        sendLink(account);
        events.record(requested(account).by(request.client()));
    }

    /**
     * What others ask for uses up neither the mails of a device that the account knows nor those of another network. All
     * strangers together don't fill the mailbox: a link in it that is fresh answers them all.
     */
    private boolean mayBeMailed(Account account, MailRequest request) {
        var client = request.client();
        var bucket = KnownDevice.find(Device.parse(request.device()), Optional.of(account))
                .map(known -> Limit.resets_per_device.of(HexFormat.of().formatHex(known)));
        if (bucket.isEmpty()) {
            if (tokens.isFresh(account.id, TokenPurpose.reset)) {
                return false;
            }
            bucket = Optional.of(Limit.resets_per_account_and_network.of(account.id, client.widestNetwork()));
        }
        return throttle.take(account.id, client, bucket.get()).isEmpty();
    }

    /** On an operator's word, however many mails strangers have asked for; the caller holds the account's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    void sendForOperator(Account account) {
        sendLink(account);
        events.record(requested(account).because("by an operator"));
    }

    private void sendLink(Account account) {
        var token = tokens.issue(account.id, TokenPurpose.reset, account.email);
        mails.send(account.recipient(), new Mail.PasswordReset(token));
    }

    private static SecurityEvent requested(Account account) {
        return SecurityEvent.of(SecurityEventType.password_reset_requested).about(account.id);
    }

    /**
     * A refused password leaves the link good.
     *
     * @return the browser it was done with, which the account knows from now on
     */
    Device reset(PasswordResetRequest request, Client client, Optional<Device> presented) {
        var account = QuarkusTransaction.requiringNew().call(() -> accountOf(request.token()));
        policy.require(request.newPassword(), "newPassword", account.knownToOthers());
        var hash = hasher.hash(request.newPassword(), Requester.of(account.id.toString()));
        var device = presented.orElseGet(Device::unheardOf);
        QuarkusTransaction.requiringNew().run(() -> {
            var locked = Account.lock(account.id);
            tokens.use(request.token());
            renew(locked, hash, client);
            welcome(locked, client, device);
        });
        return device;
    }

    /** However many wrong passwords there were and will be, the owner can log in at once where they chose a new one. */
    private void welcome(Account account, Client client, Device device) {
        KnownDevice.remember(device, account.id);
        attempts.clear(account, client, device);
    }

    private Account accountOf(String token) {
        return tokens.meaningOf(token)
                .flatMap(meaning -> Account.<Account>findByIdOptional(meaning.account())
                        .filter(account -> opens(meaning.purpose(), account)))
                .orElseThrow(MailTokens::invalid);
    }

    private static boolean opens(TokenPurpose purpose, Account account) {
        return purpose == TokenPurpose.reset || purpose == TokenPurpose.verification && account.contested;
    }

    /**
     * Whoever has read the mail owns the address. Whoever else was in the account, because they knew the password or
     * even signed up with an address that is not theirs, is locked out: with every session go the devices known and the
     * links mailed before, such as one that would change the address.
     */
    private void renew(Account account, PasswordHash hash, Client client) {
        account.passwordHash = hash.hash();
        account.pepperId = hash.pepperId();
        if (account.emailVerifiedAt == null) {
            // Whoever set up a second factor or chose the name need not be the owner of the address.
            authenticators.disable(account.id, null, client);
            account.displayName = null;
            account.verifyEmail();
        }
        sessions.endAllForNewPassword(account.id);
        KnownDevice.forgetOthers(account.id, Optional.empty());
        tokens.revoke(account.id, TokenPurpose.values());
        notice.changed(account, AccountChange.PASSWORD, client);
        events.record(SecurityEvent.of(SecurityEventType.password_reset)
                .about(account.id)
                .by(client));
    }
}
