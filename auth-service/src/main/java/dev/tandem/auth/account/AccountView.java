package dev.tandem.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person sees of their own account. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccountView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String email,
        @Schema(required = true) boolean emailVerified,
        @Schema(required = true, nullable = true) String displayName,
        @Schema(required = true) Instant createdAt) {

    static AccountView of(Account account) {
        return new AccountView(
                account.id, account.email, account.emailVerifiedAt != null, account.displayName, account.createdAt);
    }
}
