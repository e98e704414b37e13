package dev.tandem.auth.account;

import dev.tandem.auth.mail.CanonicalAddress;
import dev.tandem.auth.session.TokenDelivery;
import dev.tandem.kit.text.Text;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who wants an account. */
record SignupRequest(
        @NotNull @EmailAddress @Schema(examples = "ada@example.com")
        String email,

        @NotNull
        @Schema(
                description = "12 to 128 characters of any kind, not easily guessed",
                examples = "correct horse battery staple")
        String password,

        @Text(min = 1, max = 100) @Schema(minLength = 1, maxLength = 100, examples = "Ada")
        String displayName,

        TokenDelivery tokenDelivery) {

    SignupRequest {
        email = CanonicalAddress.orAsTyped(email);
    }

    @Override
    public String toString() {
        return "(sign-up request)";
    }
}
