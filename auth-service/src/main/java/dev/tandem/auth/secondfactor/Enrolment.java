package dev.tandem.auth.secondfactor;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an authenticator app needs. */
public record Enrolment(
        @Schema(required = true, description = "Base32, for typing", examples = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        String secret,

        @Schema(
                required = true,
                description = "The same as an otpauth URI, to be shown as a QR code",
                examples = "otpauth://totp/Tandem:ada%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
                        + "&issuer=Tandem&algorithm=SHA1&digits=6&period=30")
        String uri) {

    @Override
    public String toString() {
        return "(enrolment)";
    }
}
