package dev.tandem.auth.secondfactor;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** What authenticator apps are told. */
@ConfigMapping(prefix = "second-factor")
interface SecondFactorConfig {

    /** Names this service in the app; a colon would end it there. */
    @Pattern(
            regexp = "(?=.*\\S)[^:\\p{Cntrl}\\p{Cs}]{1,64}",
            message = "(TOTP_ISSUER) must be 1 to 64 characters without a colon")
    String issuer();
}
