package dev.tandem.auth.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new password, from somebody who knows the old one, and has a code if logging in takes one. */
record PasswordChange(
        @NotNull String currentPassword,
        @NotNull String newPassword,

        @Size(max = 64)
        @Schema(
                description = "What the authenticator app shows, or a recovery code, if logging in takes one",
                examples = "123 456")
        String code) {

    @Override
    public String toString() {
        return "(password change)";
    }
}
