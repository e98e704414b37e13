package dev.tandem.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.auth.token.AccessToken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a refresh answers (RFC 6749, section 5.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenAnswer(
        @JsonProperty("access_token") @Schema(required = true)
        String accessToken,

        @JsonProperty("token_type") @Schema(required = true, examples = "Bearer")
        String tokenType,

        @JsonProperty("expires_in") @Schema(required = true, description = "Seconds", examples = "300")
        long expiresIn,

        @JsonProperty("refresh_token") @Schema(description = "Only where the old one came in the body")
        String refreshToken) {

    static TokenAnswer of(AccessToken token, String refreshToken) {
        return new TokenAnswer(token.value(), "Bearer", token.expiresIn(), refreshToken);
    }
}
