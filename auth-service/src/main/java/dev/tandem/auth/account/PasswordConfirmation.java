package dev.tandem.auth.account;

import jakarta.validation.constraints.NotNull;

/** The current password once more, before something that a stolen access token must not be enough for. */
record PasswordConfirmation(@NotNull String password) {

    @Override
    public String toString() {
        return "(password confirmation)";
    }
}
