package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import dev.tandem.auth.secondfactor.Authenticators;
import dev.tandem.auth.secondfactor.Enrolment;
import dev.tandem.auth.secondfactor.NewRecoveryCodes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Changes to two-factor log-in that take the password. Other sessions go on; to end them is the owner's choice. */
@ApplicationScoped
class TwoFactor {

    private final PasswordCheck passwords;
    private final Authenticators authenticators;

    TwoFactor(PasswordCheck passwords, Authenticators authenticators) {
        this.passwords = passwords;
        this.authenticators = authenticators;
    }

    Enrolment enrol(UUID id, String password, Client client, Optional<Device> device) {
        return passwords.given(id, password, client, device, account -> authenticators.enrol(id, account.email));
    }

    NewRecoveryCodes renewRecoveryCodes(
            UUID id, UUID session, String password, Client client, Optional<Device> device) {
        return passwords.given(
                id, password, client, device, account -> authenticators.renewRecoveryCodes(id, session, client));
    }

    void disable(UUID id, UUID session, String password, Client client, Optional<Device> device) {
        passwords.given(id, password, client, device, account -> {
            authenticators.disable(id, session, client);
            return account;
        });
    }
}
