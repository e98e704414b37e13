package dev.tandem.auth.secondfactor;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.auth.password.PasswordHash;
import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** What lies between the right password and the right code. Its callers hold the account's lock. */
@ApplicationScoped
public class PendingLogins {

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int TOKEN_BYTES = 32;
    private static final int WRONG_CODES = 5;

    private final CodeCheck codes;
    private final SecurityEvents events;

    PendingLogins(CodeCheck codes, SecurityEvents events) {
        this.codes = codes;
        this.events = events;
    }

    /**
     * Asks for a code. Joins the caller's transaction.
     *
     * @param checked the password that was right
     * @return empty where the password is enough
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<SecondFactorToken> begin(UUID account, PasswordHash checked, Client client) {
        if (!Authenticator.isConfirmed(account)) {
            return Optional.empty();
        }
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(RandomBytes.ofLength(TOKEN_BYTES));
        var login = new PendingLogin();
        login.accountId = account;
        login.tokenHash = PendingLogin.hash(token);
        login.passwordFingerprint = checked.fingerprint();
        login.expiresAt = DatabaseClock.now().plus(LIFETIME);
        login.persist();
        record(SecurityEventType.second_factor_required, account, client);
        return Optional.of(new SecondFactorToken(token, LIFETIME.toSeconds()));
    }

    /** Whose log-in a token stands for. */
    @Transactional
    public Optional<UUID> accountOf(String token) {
        return PendingLogin.accountOf(token);
    }

    /**
     * Uses the token up if {@code code} is right. Joins the caller's transaction, which has to be committed whatever comes
     * of it: wrong codes count.
     *
     * @param current the account's password
     * @return 401 for a wrong code, saying whether to try another or to start over; empty if it was right
     * @throws Problem 401 if the token is invalid; 429 if too many codes were wrong
     */
    @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = Problem.class)
    public Optional<Problem> complete(String token, String code, PasswordHash current, Client client) {
        var login = PendingLogin.lockByToken(token).orElseThrow(PendingLogins::startOver);
        var authenticator = Authenticator.lock(login.accountId);
        if (!login.isGood(current, DatabaseClock.now())) {
            throw startOver();
        }
        if (codes.accepts(authenticator, code, client)) {
            login.delete();
            return Optional.empty();
        }
        record(SecurityEventType.second_factor_failed, login.accountId, client);
        login.wrongCodes++;
        if (login.wrongCodes == WRONG_CODES) {
            login.delete();
            return Optional.of(startOver());
        }
        return Optional.of(refused("invalid_code", "The code is wrong or has been used."));
    }

    /** For a token that is good no more. */
    public static Problem startOver() {
        return refused("invalid_second_factor_token", "Log in again.");
    }

    private static Problem refused(String code, String detail) {
        return Problem.of(401, code, detail).withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private void record(SecurityEventType type, UUID account, Client client) {
        events.record(SecurityEvent.of(type).about(account).by(client));
    }
}
