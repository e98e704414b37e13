package dev.tandem.auth.secondfactor;

import dev.tandem.auth.secret.RandomBytes;
import dev.tandem.auth.secret.Vault;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes the secrets that authenticators share and opens them; in the database they are always sealed. */
@Singleton
class AuthenticatorVault {

    private final Vault vault;

    AuthenticatorVault(Vault vault) {
        this.vault = vault;
    }

    /** Gives {@code authenticator} a new secret. */
    byte[] renew(Authenticator authenticator) {
        var secret = RandomBytes.ofLength(Totp.SECRET_BYTES);
        authenticator.keep(vault.seal(secret, purpose(authenticator.accountId)));
        return secret;
    }

    byte[] open(Authenticator authenticator) {
        return vault.open(authenticator.secret(), purpose(authenticator.accountId));
    }

    void reseal(Authenticator authenticator) {
        authenticator.keep(vault.seal(open(authenticator), purpose(authenticator.accountId)));
    }

    /** Names the key that seals now. */
    String keyId() {
        return vault.keyId();
    }

    private static String purpose(UUID account) {
        return "authenticator of " + account;
    }
}
