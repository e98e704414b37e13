package dev.tandem.auth.secondfactor;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.kit.problem.FieldError;
import dev.tandem.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Enrols the app that makes an account's one-time passwords, and takes it away again. */
@ApplicationScoped
public class Authenticators {

    /** An enrolment left lying about would let a stolen session try codes on it. */
    static final Duration TIME_TO_CONFIRM = Duration.ofHours(1);

    private final SecondFactorConfig config;
    private final AuthenticatorVault vault;
    private final CodeCheck codes;
    private final SecurityEvents events;

    Authenticators(SecondFactorConfig config, AuthenticatorVault vault, CodeCheck codes, SecurityEvents events) {
        this.config = config;
        this.vault = vault;
        this.codes = codes;
        this.events = events;
    }

    @Transactional
    public TwoFactorState state(UUID account) {
        Authenticator authenticator = Authenticator.findById(account);
        return authenticator == null || !authenticator.isConfirmed()
                ? new TwoFactorState(false, null, 0)
                : new TwoFactorState(true, authenticator.confirmedAt, RecoveryCodes.left(account));
    }

    /**
     * Makes a secret, which counts once a code made with it has been shown; it replaces one that was not confirmed. Joins
     * the caller's transaction, which must hold the account's lock.
     *
     * @param name what the app is to call the account
     * @throws Problem 409 where there is a confirmed one
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Enrolment enrol(UUID account, String name) {
        var authenticator = Authenticator.lock(account);
        if (authenticator == null) {
            authenticator = new Authenticator();
            authenticator.accountId = account;
        } else if (authenticator.isConfirmed()) {
            throw alreadyEnabled();
        }
        var secret = Base32.RFC_4648.encode(vault.renew(authenticator));
        authenticator.createdAt = DatabaseClock.now();
        authenticator.lastStep = 0;
        authenticator.persist();
        return new Enrolment(secret, Totp.uri(config.issuer(), name, secret));
    }

    /**
     * From now on logging in takes a code.
     *
     * @throws Problem 400 for a wrong code, which counts nevertheless; 409 where there is nothing to confirm
     */
    @Transactional(dontRollbackOn = Problem.class)
    public NewRecoveryCodes confirm(UUID account, UUID session, String code, Client client) {
        var authenticator = Authenticator.lock(account);
        var now = DatabaseClock.now();
        if (authenticator != null && authenticator.isConfirmed()) {
            throw alreadyEnabled();
        }
        if (authenticator == null || isTooLate(authenticator, now)) {
            throw Problem.of(409, "totp_not_pending", "There is nothing to confirm; enrol an app first.");
        }
        if (!codes.accepts(authenticator, code, client)) {
            throw wrongCode();
        }
        authenticator.confirmedAt = now;
        record(SecurityEventType.totp_enabled, account, session, client);
        return new NewRecoveryCodes(RecoveryCodes.renew(account));
    }

    /**
     * Uses {@code code} up as the second proof of who asks, if the account's log-in takes one. Joins the caller's
     * transaction, which must hold the account's lock and has to be committed whatever this returns: wrong codes count.
     *
     * @param code null if none was sent
     * @return what to throw once the transaction is over; empty if the code is right or none is needed
     * @throws Problem 429 if too many codes were wrong
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Problem> verify(UUID account, String code, Client client) {
        var authenticator = Authenticator.lock(account);
        if (authenticator == null || !authenticator.isConfirmed()) {
            return Optional.empty();
        }
        if (code == null) {
            return Optional.of(Problem.of(
                    403, "second_factor_required", "Send a code of the authenticator app, or a recovery code, too."));
        }
        if (codes.accepts(authenticator, code, client)) {
            return Optional.empty();
        }
        record(SecurityEventType.second_factor_failed, account, null, client);
        return Optional.of(wrongCode());
    }

    /**
     * Replaces the recovery codes. Joins the caller's transaction.
     *
     * @throws Problem 409 where there is no confirmed authenticator
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public NewRecoveryCodes renewRecoveryCodes(UUID account, UUID session, Client client) {
        var authenticator = Authenticator.lock(account);
        if (authenticator == null || !authenticator.isConfirmed()) {
            throw Problem.of(409, "totp_not_enabled", "Two-factor log-in is off.");
        }
        record(SecurityEventType.recovery_codes_renewed, account, session, client);
        return new NewRecoveryCodes(RecoveryCodes.renew(account));
    }

    /**
     * With its secret, its recovery codes and the log-ins that wait for a code. Joins the caller's transaction.
     *
     * @return whether it was on
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean disable(UUID account, UUID session, Client client) {
        boolean wasOn = removed(account);
        if (wasOn) {
            record(SecurityEventType.totp_disabled, account, session, client);
        }
        return wasOn;
    }

    /**
     * Like {@link #disable}, on an operator's word.
     *
     * @return whether it was on
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean disableForOperator(UUID account) {
        boolean wasOn = removed(account);
        if (wasOn) {
            events.record(SecurityEvent.of(SecurityEventType.totp_disabled)
                    .about(account)
                    .because("by an operator"));
        }
        return wasOn;
    }

    /** True where it was in use, and not merely enrolled. */
    private static boolean removed(UUID account) {
        var authenticator = Authenticator.lock(account);
        if (authenticator == null) {
            return false;
        }
        authenticator.delete();
        return authenticator.isConfirmed();
    }

    private static boolean isTooLate(Authenticator unconfirmed, Instant now) {
        return now.isAfter(unconfirmed.createdAt.plus(TIME_TO_CONFIRM));
    }

    private static Problem wrongCode() {
        return Problem.invalid(
                "invalid_code", List.of(new FieldError("code", "is not what the app shows, or has been used")));
    }

    private static Problem alreadyEnabled() {
        return Problem.of(409, "totp_already_enabled", "Two-factor log-in is on.");
    }

    private void record(SecurityEventType type, UUID account, UUID session, Client client) {
        events.record(SecurityEvent.of(type).about(account).in(session).by(client));
    }
}
