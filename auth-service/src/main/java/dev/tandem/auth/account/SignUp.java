package dev.tandem.auth.account;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.password.PasswordHash;
import dev.tandem.auth.password.PasswordHasher;
import dev.tandem.auth.password.PasswordPolicy;
import dev.tandem.auth.throttle.Limit;
import dev.tandem.auth.throttle.Throttle;
import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes accounts. The password is hashed outside any transaction. */
@ApplicationScoped
class SignUp {

    private final Throttle throttle;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final EmailVerification verification;
    private final MailRequests mailRequests;
    private final Entrance entrance;
    private final SecurityEvents events;
    private final MeterRegistry metrics;

    SignUp(
            Throttle throttle,
            PasswordPolicy policy,
            PasswordHasher hasher,
            EmailVerification verification,
            MailRequests mailRequests,
            Entrance entrance,
            SecurityEvents events,
            MeterRegistry metrics) {
        this.throttle = throttle;
        this.policy = policy;
        this.hasher = hasher;
        this.verification = verification;
        this.mailRequests = mailRequests;
        this.entrance = entrance;
        this.events = events;
        this.metrics = metrics;
    }

    /**
     * @return empty where addresses have to be proved first; nothing tells then whether this one was free, but a mail to
     *     its owner
     * @throws Problem 400 weak_password, 409 email_taken, 429 too_many_requests
     */
    Optional<Entered> signUp(SignupRequest request, Client client, Optional<Device> device) {
        throttle.require(null, client, Limit.signups_per_network.of(client.network()));
        policy.require(request.password(), "password", Account.knownToOthers(request.email(), request.displayName()));
        var hash = hasher.hash(request.password());
        var created = QuarkusTransaction.requiringNew().call(() -> create(request, hash, client, device));
        metrics.counter("auth.signups", "outcome", created.isNew() ? "ok" : "taken")
                .increment();
        if (verification.isRequired()) {
            return Optional.empty();
        }
        return Optional.of(created.entered()
                .orElseThrow(() -> Problem.of(409, "email_taken", "There is an account with this address.")));
    }

    /** What came of a sign-up: a new account or not, and a session in it unless that has to wait. */
    private record Created(boolean isNew, Optional<Entered> entered) {}

    /** Much the same work whether the address is free or taken. */
    private Created create(SignupRequest request, PasswordHash hash, Client client, Optional<Device> device) {
        var inserted = Account.insert(request.email(), request.displayName(), hash);
        boolean isNew = inserted.isPresent();
        var mail = isNew ? MailRequest.Kind.verification : MailRequest.Kind.repeated_signup;
        mailRequests.put(MailRequest.of(mail, request.email(), client));
        if (isNew && !verification.isRequired()) {
            return new Created(
                    true,
                    Optional.of(entrance.open(
                            inserted.get(), client, request.tokenDelivery(), device, SecurityEventType.signed_up)));
        }
        var account = inserted.orElseGet(() -> Account.lockByEmail(request.email()));
        if (!isNew && account != null) {
            account.contest();
        }
        events.record(SecurityEvent.of(isNew ? SecurityEventType.signed_up : SecurityEventType.signup_repeated)
                .about(account == null ? null : account.id)
                .by(client));
        return new Created(isNew, Optional.empty());
    }
}
