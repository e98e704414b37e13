package dev.tandem.auth.secondfactor;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the right password alone answers where a code is needed too. */
@RegisterForReflection
public record SecondFactorToken(
        @JsonProperty("second_factor_token") @Schema(required = true, description = "Opaque; goes with the code")
        String value,

        @JsonProperty("expires_in") @Schema(required = true, description = "Seconds", examples = "300")
        long expiresIn) {

    @Override
    public String toString() {
        return "(second-factor token)";
    }
}
