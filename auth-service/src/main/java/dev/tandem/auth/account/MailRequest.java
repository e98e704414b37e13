package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail that somebody asked for, before it is decided whether there will be one.
 *
 * @param account who asked; null where that is not known
 * @param token for a change of address; null otherwise
 * @param device the cookie of the browser that asked; null if it has none or does not matter
 */
@RegisterForReflection(targets = {MailRequest.class, MailRequest.Kind.class, Client.class})
record MailRequest(Kind kind, String email, UUID account, String token, Client client, String device) {

    enum Kind {
        password_reset,
        verification,
        /** A sign-up with an address that has an account. */
        repeated_signup,
        email_change
    }

    static MailRequest of(Kind kind, String email, Client client) {
        return of(kind, email, client, Optional.empty());
    }

    static MailRequest of(Kind kind, String email, Client client, Optional<Device> device) {
        return new MailRequest(
                kind, email, null, null, client, device.map(Device::encoded).orElse(null));
    }

    @Override
    public String toString() {
        return "(request for a mail)";
    }
}
