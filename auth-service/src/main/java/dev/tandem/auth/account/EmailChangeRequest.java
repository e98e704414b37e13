package dev.tandem.auth.account;

import dev.tandem.auth.mail.CanonicalAddress;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another address, from somebody who knows the password, and has a code if logging in takes one. */
record EmailChangeRequest(
        @NotNull @EmailAddress @Schema(examples = "ada@example.org")
        String newEmail,

        @NotNull String password,

        @Size(max = 64)
        @Schema(
                description = "What the authenticator app shows, or a recovery code, if logging in takes one",
                examples = "123 456")
        String code) {

    EmailChangeRequest {
        newEmail = CanonicalAddress.orAsTyped(newEmail);
    }

    @Override
    public String toString() {
        return "(change of address)";
    }
}
