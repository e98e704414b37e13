package dev.tandem.auth.account;

import dev.tandem.auth.session.TokenDelivery;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The second step of a log-in. */
record SecondFactorRequest(
        @NotNull @Schema(description = "The second_factor_token that the right password gave")
        String token,

        @NotNull
        @Size(max = 64)
        @Schema(description = "What the authenticator app shows, or a recovery code", examples = "123 456")
        String code,

        TokenDelivery tokenDelivery) {

    @Override
    public String toString() {
        return "(second-factor request)";
    }
}
