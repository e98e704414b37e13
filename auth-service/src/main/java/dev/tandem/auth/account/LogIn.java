package dev.tandem.auth.account;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.password.PasswordHash;
import dev.tandem.auth.password.PasswordHasher;
import dev.tandem.auth.password.Requester;
import dev.tandem.auth.secondfactor.PendingLogins;
import dev.tandem.auth.session.TokenDelivery;
import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.UUID;

/** Logs people in, in one step or two. Passwords are checked outside any transaction. */
@ApplicationScoped
class LogIn {

    private final PasswordAttempts attempts;
    private final PasswordHasher hasher;
    private final EmailVerification verification;
    private final PendingLogins pendingLogins;
    private final NewDeviceNotice newDeviceNotice;
    private final SecurityNotice notice;
    private final Entrance entrance;
    private final SecurityEvents events;
    private final MeterRegistry metrics;

    LogIn(
            PasswordAttempts attempts,
            PasswordHasher hasher,
            EmailVerification verification,
            PendingLogins pendingLogins,
            NewDeviceNotice newDeviceNotice,
            SecurityNotice notice,
            Entrance entrance,
            SecurityEvents events,
            MeterRegistry metrics) {
        this.attempts = attempts;
        this.hasher = hasher;
        this.verification = verification;
        this.pendingLogins = pendingLogins;
        this.newDeviceNotice = newDeviceNotice;
        this.notice = notice;
        this.entrance = entrance;
        this.events = events;
        this.metrics = metrics;
    }

    /** @throws Problem 401 invalid_credentials, 403 email_not_verified, 429 too_many_requests, 503 overloaded */
    PasswordAccepted logIn(LoginRequest request, Client client, Optional<Device> device) {
        var attempt = attempts.begin(request.email(), client, device);
        var stored = attempt.account().map(Account::password).orElse(null);
        var requester = new Requester(request.email(), attempt.onKnownDevice());
        boolean matches = attempts.orGiveBack(attempt, () -> hasher.matches(request.password(), stored, requester));
        metrics.counter("auth.logins", "outcome", matches ? "ok" : "failed").increment();
        var id = attempt.account().map(account -> account.id).orElse(null);
        if (!matches) {
            events.record(
                    SecurityEvent.of(SecurityEventType.login_failed).about(id).by(client));
            throw Problem.of(401, "invalid_credentials", "The address or the password is wrong.")
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        var entered = attempts.orGiveBack(attempt, () -> {
            var renewed = hasher.isOutdated(stored) ? hasher.hash(request.password(), requester) : stored;
            return QuarkusTransaction.requiringNew().call(() -> {
                var attempted = enter(id, stored, renewed, request.tokenDelivery(), client, device);
                attempts.giveBack(attempt);
                return attempted;
            });
        });
        return entered.orElseGet(() -> logIn(request, client, device));
    }

    /** The second of two steps. Commits even where it refuses, for refused codes count. */
    @Transactional(dontRollbackOn = Problem.class)
    Entered logIn(SecondFactorRequest request, Client client, Optional<Device> device) {
        var account =
                pendingLogins.accountOf(request.token()).map(Account::lock).orElseThrow(PendingLogins::startOver);
        pendingLogins
                .complete(request.token(), request.code(), account.password(), client)
                .ifPresent(refusal -> {
                    notice.wrongCode(account, client);
                    throw refusal;
                });
        return loggedIn(account, client, request.tokenDelivery(), device);
    }

    /** Empty where the password was changed while it was being checked. */
    private Optional<PasswordAccepted> enter(
            UUID id,
            PasswordHash checked,
            PasswordHash renewed,
            TokenDelivery delivery,
            Client client,
            Optional<Device> device) {
        var account = Account.lock(id);
        if (account == null || !account.replacePassword(checked, renewed)) {
            return Optional.empty();
        }
        verification.requireOf(account);
        return pendingLogins
                .begin(id, renewed, client)
                .<PasswordAccepted>map(HalfEntered::new)
                .or(() -> Optional.of(loggedIn(account, client, delivery, device)));
    }

    private Entered loggedIn(Account account, Client client, TokenDelivery delivery, Optional<Device> device) {
        newDeviceNotice.sendWhereNew(account, client);
        return entrance.open(account, client, delivery, device, SecurityEventType.logged_in);
    }
}
