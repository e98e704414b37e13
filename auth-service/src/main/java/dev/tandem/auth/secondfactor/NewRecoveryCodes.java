package dev.tandem.auth.secondfactor;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Recovery codes, shown this once. */
public record NewRecoveryCodes(
        @Schema(required = true, examples = "[\"6F7NQ2-0WXR3K-HM8TZB-5V4CDA\"]")
        List<String> recoveryCodes) {

    @Override
    public String toString() {
        return "(recovery codes)";
    }
}
