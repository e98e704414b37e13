package dev.tandem.auth.account;

import dev.tandem.auth.mail.CanonicalAddress;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another address, from somebody who knows the password. */
record EmailChangeRequest(
        @NotNull @EmailAddress @Schema(examples = "ada@example.org")
        String newEmail,

        @NotNull String password) {

    EmailChangeRequest {
        newEmail = CanonicalAddress.orAsTyped(newEmail);
    }

    @Override
    public String toString() {
        return "(change of address)";
    }
}
