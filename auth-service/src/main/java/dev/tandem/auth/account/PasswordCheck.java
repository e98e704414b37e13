package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import dev.tandem.auth.password.PasswordHasher;
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

    PasswordCheck(PasswordHasher hasher, PasswordAttempts attempts) {
        this.hasher = hasher;
        this.attempts = attempts;
    }

    /**
     * Does {@code work} with the account locked, provided that {@code password} is its password and still is by then. Call
     * outside a transaction.
     */
    <T> T given(UUID id, String password, Client client, Optional<Device> device, Function<Account, T> work) {
        var checked = require(id, password, PASSWORD, client, device).password();
        return QuarkusTransaction.requiringNew().call(() -> {
            var account = Account.lock(id);
            if (account == null) {
                throw Problem.invalidToken();
            }
            if (!account.password().equals(checked)) {
                throw wrong(PASSWORD);
            }
            return work.apply(account);
        });
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
        if (!attempts.orGiveBack(attempt, () -> hasher.matches(password, account.password()))) {
            throw wrong(member);
        }
        attempts.giveBack(attempt);
        return account;
    }

    static Problem wrong(String member) {
        return Problem.invalid("wrong_password", List.of(new FieldError(member, "is not the current password")));
    }
}
