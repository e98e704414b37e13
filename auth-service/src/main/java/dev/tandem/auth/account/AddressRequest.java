package dev.tandem.auth.account;

import dev.tandem.auth.mail.CanonicalAddress;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The address of somebody who would like a mail. */
record AddressRequest(
        @NotNull @EmailAddress @Schema(examples = "ada@example.com")
        String email) {

    AddressRequest {
        email = CanonicalAddress.orAsTyped(email);
    }
}
