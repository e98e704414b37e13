package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import dev.tandem.auth.password.PasswordHasher;
import dev.tandem.auth.password.Requester;
import dev.tandem.auth.secondfactor.Authenticators;
import dev.tandem.kit.problem.FieldError;
import dev.tandem.kit.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Lets only somebody who knows an account's password go on: an access token alone may have been stolen. */
@ApplicationScoped
class PasswordCheck {

    private static final String PASSWORD = "password";

    private final PasswordHasher hasher;
    private final PasswordAttempts attempts;
    private final Authenticators authenticators;

    PasswordCheck(PasswordHasher hasher, PasswordAttempts attempts, Authenticators authenticators) {
        this.hasher = hasher;
        this.attempts = attempts;
        this.authenticators = authenticators;
    }

    private record Outcome<T>(Optional<Problem> refusal, T value) {}

    /**
     * Does {@code work} with the account locked, provided that {@code password} is its password and still is by then. Call
     * outside a transaction.
     */
    <T> T given(UUID id, String password, Client client, Optional<Device> device, Function<Account, T> work) {
        var checked = require(id, password, PASSWORD, client, device);
        return QuarkusTransaction.requiringNew().call(() -> work.apply(lock(checked, PASSWORD)));
    }

    /**
     * Like {@link #given(UUID, String, Client, Optional, Function)}, provided that {@code proof} has a right code, too, if
     * the account's log-in takes one.
     */
    <T> T given(
            UUID id, PasswordConfirmation proof, Client client, Optional<Device> device, Function<Account, T> work) {
        var checked = require(id, proof.password(), PASSWORD, client, device);
        return withCode(checked, PASSWORD, proof.code(), client, work);
    }

    /**
     * Does {@code work} with the account locked, provided that it still has the password of {@code checked} and that
     * {@code code} is right if its log-in takes one. Call outside a transaction.
     *
     * @param member where the password came in
     * @throws Problem 400 wrong_password or invalid_code; 403 second_factor_required; 429 if too many codes were wrong
     */
    <T> T withCode(Account checked, String member, String code, Client client, Function<Account, T> work) {
        var outcome = QuarkusTransaction.requiringNew().call(() -> {
            var account = lock(checked, member);
            var refusal = authenticators.verify(account.id, code, client);
            return new Outcome<>(refusal, refusal.isPresent() ? null : work.apply(account));
        });
        outcome.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        return outcome.value();
    }

    private static Account lock(Account checked, String member) {
        var account = Account.lock(checked.id);
        if (account == null) {
            throw Problem.invalidToken();
        }
        if (!account.password().equals(checked.password())) {
            throw wrong(member);
        }
        return account;
    }

    /**
     * The account as it was when {@code password} was its password. Call outside a transaction.
     *
     * @param member where the password came in
     * @throws Problem 400 wrong_password; 429 where it was wrong too often
     */
    Account require(UUID id, String password, String member, Client client, Optional<Device> device) {
        var attempt = attempts.begin(id, client, device);
        var account = attempt.account().orElseThrow(Problem::invalidToken);
        var requester = new Requester(id.toString(), attempt.onKnownDevice());
        if (!attempts.orGiveBack(attempt, () -> hasher.matches(password, account.password(), requester))) {
            throw wrong(member);
        }
        attempts.giveBack(attempt);
        return account;
    }

    private static Problem wrong(String member) {
        return Problem.invalid("wrong_password", List.of(new FieldError(member, "is not the current password")));
    }
}
