package dev.tandem.auth.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.auth.outbox.OutboxHandler;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Looks whether there is an account to a request for a mail, and has the mail sent where there is. */
@Singleton
class MailRequestHandler implements OutboxHandler {

    private static final int PARALLEL_DELIVERIES = 4;

    private final ObjectMapper json;
    private final PasswordReset reset;
    private final EmailVerification verification;
    private final EmailChange change;
    private final RepeatedSignup repeatedSignup;

    MailRequestHandler(
            ObjectMapper json,
            PasswordReset reset,
            EmailVerification verification,
            EmailChange change,
            RepeatedSignup repeatedSignup) {
        this.json = json;
        this.reset = reset;
        this.verification = verification;
        this.change = change;
        this.repeatedSignup = repeatedSignup;
    }

    @Override
    public String topic() {
        return MailRequests.TOPIC;
    }

    /** Anybody can ask for a mail to any address: a flood of that must not hold up the request of a real person. */
    @Override
    public int parallelDeliveries() {
        return PARALLEL_DELIVERIES;
    }

    @Override
    public void deliver(UUID id, String payload) throws Exception {
        var request = json.readValue(payload, MailRequest.class);
        QuarkusTransaction.requiringNew().run(() -> {
            switch (request.kind()) {
                case password_reset -> reset.answer(request);
                case verification -> verification.answer(request);
                case repeated_signup -> repeatedSignup.answer(request);
                case email_change -> change.answer(request);
            }
        });
    }
}
