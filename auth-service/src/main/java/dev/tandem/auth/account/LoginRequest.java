package dev.tandem.auth.account;

import dev.tandem.auth.mail.CanonicalAddress;
import dev.tandem.auth.session.TokenDelivery;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who says they have an account; whether the address is even possible is not told. */
record LoginRequest(
        @NotNull @Schema(examples = "ada@example.com") String email,

        @NotNull @Schema(examples = "correct horse battery staple")
        String password,

        TokenDelivery tokenDelivery) {

    LoginRequest {
        email = CanonicalAddress.orAsTyped(email);
    }

    @Override
    public String toString() {
        return "(log-in request)";
    }
}
