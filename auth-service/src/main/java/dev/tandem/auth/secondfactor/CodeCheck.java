package dev.tandem.auth.secondfactor;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Judges what was typed as a code, under the authenticator's lock and by the database's clock after it. */
@Singleton
class CodeCheck {

    private static final Pattern ONE_TIME_PASSWORD = Pattern.compile("[0-9]{6}");

    private final AuthenticatorVault vault;
    private final SecurityEvents events;
    private final MeterRegistry metrics;

    CodeCheck(AuthenticatorVault vault, SecurityEvents events, MeterRegistry metrics) {
        this.vault = vault;
        this.events = events;
        this.metrics = metrics;
    }

    /**
     * Whether {@code typed} is a code that is good now. What is right is used up, what is wrong counts.
     *
     * @throws Problem 429 where too many were wrong. Recovery codes, which can't be guessed, are looked at even then, lest
     *     somebody who guesses keep the owner out.
     */
    boolean accepts(Authenticator locked, String typed, Client client) {
        var now = DatabaseClock.now();
        var code = typed.replaceAll("[\\s-]", "");
        boolean right = ONE_TIME_PASSWORD.matcher(code).matches()
                ? acceptsPassword(locked, code, now)
                : acceptsRecoveryCode(locked.accountId, code, client);
        if (!right) {
            count("wrong");
            WrongCodes.count(locked.accountId, now);
        }
        return right;
    }

    private boolean acceptsPassword(Authenticator locked, String password, Instant now) {
        WrongCodes.pause(locked.accountId, now).ifPresent(pause -> {
            count("throttled");
            throw tooMany(pause);
        });
        boolean right = locked.accepts(password, vault.open(locked), now);
        if (right) {
            count("password");
        }
        return right;
    }

    private boolean acceptsRecoveryCode(UUID account, String code, Client client) {
        boolean right = RecoveryCodes.use(account, code);
        if (right) {
            count("recovery_code");
            events.record(SecurityEvent.of(SecurityEventType.recovery_code_used)
                    .about(account)
                    .by(client));
        }
        return right;
    }

    private static Problem tooMany(Duration pause) {
        return Problem.of(429, "too_many_requests", "Too many wrong codes; try again later, or use a recovery code.")
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds() + 1));
    }

    private void count(String outcome) {
        metrics.counter("auth.second.factors", "outcome", outcome).increment();
    }
}
