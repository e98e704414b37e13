package dev.tandem.auth.account;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new password from somebody who was mailed a link. */
record PasswordResetRequest(
        @NotNull @Schema(description = "From the link in the mail")
        String token,

        @NotNull
        @Schema(
                description = "12 to 128 characters of any kind, not easily guessed",
                examples = "correct horse battery staple")
        String newPassword) {

    @Override
    public String toString() {
        return "(password reset)";
    }
}
