package dev.tandem.auth.account;

import dev.tandem.auth.client.Client;
import dev.tandem.auth.mail.AccountChange;
import dev.tandem.auth.secondfactor.Authenticators;
import dev.tandem.auth.secondfactor.Enrolment;
import dev.tandem.auth.secondfactor.NewRecoveryCodes;
import dev.tandem.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Changes to two-factor log-in, of which its owner is told. Other sessions go on; to end them is the owner's choice. */
@ApplicationScoped
class TwoFactor {

    private final PasswordCheck passwords;
    private final Authenticators authenticators;
    private final SecurityNotice notice;

    TwoFactor(PasswordCheck passwords, Authenticators authenticators, SecurityNotice notice) {
        this.passwords = passwords;
        this.authenticators = authenticators;
        this.notice = notice;
    }

    Enrolment enrol(UUID id, String password, Client client, Optional<Device> device) {
        return passwords.given(id, password, client, device, account -> authenticators.enrol(id, account.email));
    }

    /** Commits even if it refuses, for wrong codes count. */
    @Transactional(dontRollbackOn = Problem.class)
    NewRecoveryCodes confirm(UUID id, UUID session, String code, Client client) {
        var account = Account.lock(id);
        if (account == null) {
            throw Problem.invalidToken();
        }
        var recoveryCodes = authenticators.confirm(id, session, code, client);
        notice.changed(account, AccountChange.TWO_FACTOR_ON, client);
        return recoveryCodes;
    }

    NewRecoveryCodes renewRecoveryCodes(
            UUID id, UUID session, PasswordConfirmation proof, Client client, Optional<Device> device) {
        return passwords.given(id, proof, client, device, account -> {
            var recoveryCodes = authenticators.renewRecoveryCodes(id, session, client);
            notice.changed(account, AccountChange.RECOVERY_CODES, client);
            return recoveryCodes;
        });
    }

    void disable(UUID id, UUID session, PasswordConfirmation proof, Client client, Optional<Device> device) {
        passwords.given(id, proof, client, device, account -> {
            if (authenticators.disable(id, session, client)) {
                notice.changed(account, AccountChange.TWO_FACTOR_OFF, client);
            }
            return account;
        });
    }
}
