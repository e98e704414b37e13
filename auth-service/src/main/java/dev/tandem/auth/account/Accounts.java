package dev.tandem.auth.account;

import dev.tandem.auth.password.PasswordHash;
import dev.tandem.auth.password.PasswordHasher;
import dev.tandem.auth.password.PasswordPolicy;
import dev.tandem.auth.session.Client;
import dev.tandem.auth.session.OpenSession;
import dev.tandem.auth.session.Sessions;
import dev.tandem.auth.web.FieldError;
import dev.tandem.auth.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Signs people up and logs them in. Passwords are hashed outside any transaction. */
@ApplicationScoped
class Accounts {

    /** An account with the session just opened for it. */
    record Entered(AccountView account, OpenSession session) {}

    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final MeterRegistry metrics;

    Accounts(PasswordPolicy policy, PasswordHasher hasher, Sessions sessions, MeterRegistry metrics) {
        this.policy = policy;
        this.hasher = hasher;
        this.sessions = sessions;
        this.metrics = metrics;
    }

    Entered signUp(SignupRequest request, Client client) {
        requireStrong(request.password(), "password", Account.knownToOthers(request.email(), request.displayName()));
        var hash = hasher.hash(request.password());
        var created = QuarkusTransaction.requiringNew().call(() -> create(request, hash, client));
        metrics.counter("auth.signups", "outcome", created.isPresent() ? "ok" : "taken")
                .increment();
        return created.orElseThrow(() -> Problem.of(409, "email_taken", "There is an account with this address."));
    }

    Entered logIn(LoginRequest request, Client client) {
        var found =
                QuarkusTransaction.requiringNew().call(() -> Optional.ofNullable(Account.findByEmail(request.email())));
        var stored = found.map(Account::password).orElse(null);
        boolean matches = hasher.matches(request.password(), stored);
        metrics.counter("auth.logins", "outcome", matches ? "ok" : "failed").increment();
        if (!matches) {
            throw Problem.of(401, "invalid_credentials", "The address or the password is wrong.")
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        var renewed = hasher.isOutdated(stored) ? hasher.hash(request.password()) : stored;
        return QuarkusTransaction.requiringNew()
                .call(() -> enter(found.orElseThrow().id, stored, renewed, client))
                .orElseGet(() -> logIn(request, client));
    }

    @Transactional
    AccountView view(UUID id) {
        return AccountView.of(Account.findById(id));
    }

    @Transactional
    AccountView change(UUID id, ProfileChange change) {
        var account = Account.lock(id);
        account.displayName = change.displayName();
        return AccountView.of(account);
    }

    void changePassword(UUID id, UUID session, PasswordChange change) {
        var account = QuarkusTransaction.requiringNew().call(() -> Account.<Account>findById(id));
        var checked = account.password();
        if (!hasher.matches(change.currentPassword(), checked)) {
            throw wrongPassword();
        }
        requireStrong(change.newPassword(), "newPassword", account.knownToOthers());
        var hash = hasher.hash(change.newPassword());
        QuarkusTransaction.requiringNew().run(() -> {
            if (!Account.lock(id).replacePassword(checked, hash)) {
                throw wrongPassword();
            }
            sessions.endOthersForNewPassword(id, session);
        });
    }

    private static Problem wrongPassword() {
        return Problem.invalid(
                "wrong_password", List.of(new FieldError("currentPassword", "is not the current password")));
    }

    private void requireStrong(String password, String field, List<String> known) {
        policy.objectionTo(password, known).ifPresent(objection -> {
            throw Problem.invalid("weak_password", List.of(new FieldError(field, objection)));
        });
    }

    /** Empty where the address is taken. */
    private Optional<Entered> create(SignupRequest request, PasswordHash hash, Client client) {
        return Account.insert(request.email(), request.displayName(), hash)
                .map(account -> new Entered(AccountView.of(account), sessions.open(account.id, client)));
    }

    /** Empty where the password was changed while it was being checked. */
    private Optional<Entered> enter(UUID id, PasswordHash checked, PasswordHash renewed, Client client) {
        var account = Account.lock(id);
        if (account == null || !account.replacePassword(checked, renewed)) {
            return Optional.empty();
        }
        return Optional.of(new Entered(AccountView.of(account), sessions.open(id, client)));
    }
}
