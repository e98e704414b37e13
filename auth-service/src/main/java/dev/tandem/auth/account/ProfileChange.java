package dev.tandem.auth.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tandem.kit.text.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the owner of an account can change at will, as a merge patch: an absent member stays, null clears it. */
final class ProfileChange {

    @Text(min = 1, max = 100)
    @Schema(minLength = 1, maxLength = 100, nullable = true, examples = "Ada")
    private String displayName;

    @JsonIgnore
    @Schema(hidden = true)
    private boolean displayNamePresent;

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
        displayNamePresent = true;
    }

    void applyTo(Account account) {
        if (displayNamePresent) {
            account.displayName = displayName;
        }
    }
}
