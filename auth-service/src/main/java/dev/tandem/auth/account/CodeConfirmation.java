package dev.tandem.auth.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the app just enrolled shows. */
record CodeConfirmation(
        @NotNull @Size(max = 64) @Schema(examples = "123 456")
        String code) {

    @Override
    public String toString() {
        return "(code confirmation)";
    }
}
