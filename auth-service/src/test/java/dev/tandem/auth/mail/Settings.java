package dev.tandem.auth.mail;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** What the service would be told, without a service. */
final class Settings {

    private static final Map<String, String> COMPLETE = Map.ofEntries(
            Map.entry("mail.delivery", "smtp"),
            Map.entry("mail.verification-required", "false"),
            Map.entry("mail.from", "Tandem <no-reply@tandem.example>"),
            Map.entry("mail.app-url", "https://todo.example.com"),
            Map.entry("mail.reset-lifetime", "PT10M"),
            Map.entry("mail.verification-lifetime", "PT24H"),
            Map.entry("mail.per-hour", "3"),
            Map.entry("mail.parallel-deliveries", "4"),
            Map.entry("mail.smtp.host", "localhost"),
            Map.entry("mail.smtp.port", "587"),
            Map.entry("mail.smtp.tls", "starttls"),
            Map.entry("mail.smtp.timeout", "PT10S"));

    private Settings() {}

    /** @param deviations an empty value takes a setting away */
    static MailConfig with(Map<String, String> deviations) {
        var settings = new HashMap<>(COMPLETE);
        settings.putAll(deviations);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(MailConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(MailConfig.class);
    }
}
