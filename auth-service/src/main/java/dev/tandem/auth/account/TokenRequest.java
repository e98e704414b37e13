package dev.tandem.auth.account;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a link in a mail carried. */
record TokenRequest(
        @NotNull @Schema(description = "From the link in the mail")
        String token) {

    @Override
    public String toString() {
        return "(token from a mail)";
    }
}
