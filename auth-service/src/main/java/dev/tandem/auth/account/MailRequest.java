package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * A mail that somebody asked for, before it is decided whether there will be one.
 *
 * @param account who asked; null where that is not known
 * @param token for a change of address; null otherwise
 */
@RegisterForReflection(targets = {MailRequest.class, MailRequest.Kind.class, Client.class})
record MailRequest(Kind kind, String email, UUID account, String token, Client client) {

    enum Kind {
        password_reset,
        verification,
        /** A sign-up with an address that has an account. */
        repeated_signup,
        email_change
    }

    static MailRequest of(Kind kind, String email, Client client) {
        return new MailRequest(kind, email, null, null, client);
    }

    @Override
    public String toString() {
        return "(request for a mail)";
    }
}
