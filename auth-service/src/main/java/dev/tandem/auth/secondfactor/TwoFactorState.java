package dev.tandem.auth.secondfactor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** Whether logging in takes a code. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TwoFactorState(boolean enabled, Instant enabledAt, int recoveryCodesLeft) {}
