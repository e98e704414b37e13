package dev.tandem.auth.secondfactor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether logging in takes a code. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TwoFactorState(
        @Schema(required = true) boolean enabled,
        @Schema(required = true, nullable = true) Instant enabledAt,
        @Schema(required = true) int recoveryCodesLeft) {}
