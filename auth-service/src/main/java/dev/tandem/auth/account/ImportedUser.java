package dev.tandem.auth.account;

import dev.tandem.auth.mail.CanonicalAddress;
import dev.tandem.auth.password.PasswordHash;
import dev.tandem.kit.text.Text;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Somebody who had an account elsewhere, and keeps the password. */
record ImportedUser(
        @NotNull(message = "is missing") @EmailAddress String email,

        @Text(min = 1, max = 100) String displayName,

        @NotNull(message = "must be a bcrypt hash: $2a$, $2b$ or $2y$, cost 4 to 16, 60 characters")
        PasswordHash passwordHash,

        boolean emailVerified,

        Instant createdAt) {

    ImportedUser {
        email = CanonicalAddress.orAsTyped(email);
    }

    @Override
    public String toString() {
        return "(imported user)";
    }
}
