package dev.tandem.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.auth.token.AccessToken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What sign-up and log-in answer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignedIn(
        @Schema(required = true) AccountView user,

        @JsonProperty("access_token") @Schema(required = true)
        String accessToken,

        @JsonProperty("token_type") @Schema(required = true, examples = "Bearer")
        String tokenType,

        @JsonProperty("expires_in") @Schema(required = true, description = "Seconds", examples = "300")
        long expiresIn,

        @JsonProperty("refresh_token") @Schema(description = "Only where tokenDelivery is body")
        String refreshToken) {

    static SignedIn of(AccountView user, AccessToken token, String refreshToken) {
        return new SignedIn(user, token.value(), "Bearer", token.expiresIn(), refreshToken);
    }
}
