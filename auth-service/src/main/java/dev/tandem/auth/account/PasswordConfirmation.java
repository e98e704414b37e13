package dev.tandem.auth.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The current password once more, and a code if logging in takes one, before something that a stolen access token must not
 * be enough for.
 */
record PasswordConfirmation(
        @NotNull String password,

        @Size(max = 64)
        @Schema(
                description = "What the authenticator app shows, or a recovery code, if logging in takes one",
                examples = "123 456")
        String code) {

    @Override
    public String toString() {
        return "(password confirmation)";
    }
}
