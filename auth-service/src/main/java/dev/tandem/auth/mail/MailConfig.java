package dev.tandem.auth.mail;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;

/** Whether and how mails are sent, and what about them is up to the operator. */
@ConfigMapping(prefix = "mail")
public interface MailConfig {

    /** Where mails go. */
    enum Delivery {
        smtp,
        /** Into files: the local run. */
        folder,
        /** Nowhere: whoever asks for a mail is told that there are none. */
        off
    }

    Delivery delivery();

    /** Whether an account can only be used once its address is proved. */
    boolean verificationRequired();

    /** The sender: an address, or a name and the address in angle brackets. */
    Optional<
                    @Pattern(
                            regexp = "[\\x21-\\x7e&&[^<>]]+@[\\x21-\\x7e&&[^<>@]]+"
                                    + "|[\\x20-\\x7e&&[^<>\"(),]]+<[\\x21-\\x7e&&[^<>]]+@[\\x21-\\x7e&&[^<>@]]+>",
                            message = "(MAIL_FROM) must be an address, or Name <address>, in ASCII")
                    String>
            from();

    /** Where the links of mails lead. */
    Optional<
                    @Pattern(
                            regexp = "https?://[^\\s?#]*[^\\s?#/]",
                            message = "(APP_URL) must be a URL without a / at its end")
                    String>
            appUrl();

    Optional<String> folder();

    /** How long a link to a new password is good. */
    Duration resetLifetime();

    /** How long a link that proves an address is good. */
    Duration verificationLifetime();

    /** Mails of a kind an account can be sent in an hour. */
    @Min(1)
    int perHour();

    /** Mails that a replica delivers at once. */
    @Min(value = 1, message = "(MAIL_PARALLEL_DELIVERIES) must be 1 at least")
    @Max(value = 32, message = "(MAIL_PARALLEL_DELIVERIES) must be 32 at most: each is a thread and a connection")
    int parallelDeliveries();

    Smtp smtp();

    /** The server that takes the mails. */
    interface Smtp {

        enum Tls {
            /** Upgraded before anything is said; no mail without. */
            starttls,
            /** From the first byte on. */
            tls,
            none
        }

        Optional<String> host();

        @Min(1)
        @Max(65535)
        int port();

        Optional<String> username();

        Optional<String> password();

        Tls tls();

        /** PEM certificates to trust instead of the system's. */
        Optional<String> caFile();

        /** How long a mail may take. */
        Duration timeout();
    }

    @AssertTrue(message = "MAIL_FROM and APP_URL are needed unless MAIL_DELIVERY is off")
    default boolean isSenderKnown() {
        return delivery() == Delivery.off || from().isPresent() && appUrl().isPresent();
    }

    @AssertTrue(message = "SMTP_HOST is needed unless MAIL_DELIVERY is folder or off")
    default boolean isServerKnown() {
        return delivery() != Delivery.smtp || smtp().host().isPresent();
    }

    @AssertTrue(message = "MAIL_FOLDER is needed where MAIL_DELIVERY is folder")
    default boolean isFolderKnown() {
        return delivery() != Delivery.folder || folder().isPresent();
    }

    @AssertTrue(message = "EMAIL_VERIFICATION_REQUIRED needs mail, but MAIL_DELIVERY is off")
    default boolean isVerificationPossible() {
        return !verificationRequired() || delivery() != Delivery.off;
    }

    @AssertTrue(message = "SMTP_USERNAME and SMTP_PASSWORD go together")
    default boolean isLoginComplete() {
        return smtp().username().isPresent() == smtp().password().isPresent();
    }

    @AssertTrue(message = "SMTP_TLS must not be none where there is an SMTP_PASSWORD, which anybody could read")
    default boolean isPasswordEncrypted() {
        return smtp().password().isEmpty() || smtp().tls() != Smtp.Tls.none;
    }

    /** A delivery that takes longer than the outbox' lease would be made twice at the same time. */
    @AssertTrue(message = "(SMTP_TIMEOUT) must be between 1 second and 1 minute")
    default boolean isTimeoutSensible() {
        return smtp().timeout().compareTo(Duration.ofSeconds(1)) >= 0
                && smtp().timeout().compareTo(Duration.ofMinutes(1)) <= 0;
    }
}
