package dev.tandem.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/** What a person sees of their own account. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccountView(UUID id, String email, boolean emailVerified, String displayName, Instant createdAt) {

    static AccountView of(Account account) {
        return new AccountView(
                account.id, account.email, account.emailVerifiedAt != null, account.displayName, account.createdAt);
    }
}
