package dev.tandem.auth.mail;

import java.util.Map;

/** As {@link MailProfile}, and accounts can only be used once their address is proved. */
public class VerificationRequiredProfile extends MailProfile {

    @Override
    protected Map<String, String> settings() {
        var settings = super.settings();
        settings.put("EMAIL_VERIFICATION_REQUIRED", "true");
        return settings;
    }
}
