package dev.tandem.auth.mail;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the service has to say by mail, in words of its own: nothing that a stranger typed before the address was verified. */
public sealed interface Mail {

    /** The names of addresses, browsers and people never get into it: it is a header. */
    String subject();

    List<Paragraph> paragraphs(Links links);

    /** After which time it is better not sent at all; notices are still news after days. */
    default Duration goodFor(MailConfig config) {
        return Duration.ofDays(3);
    }

    record PasswordReset(String token) implements Mail {

        @Override
        public String subject() {
            return "Choose a new password";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of(
                            "Somebody asked for a new password for your account. Was it you? Then choose one here:"),
                    Paragraph.link("Choose a new password", links.resetPassword(token)),
                    Paragraph.of(
                            "The link works once, and only for a short time. The new password logs every device out."),
                    Paragraph.of("Was it not you? Then do nothing: your password stays as it is."));
        }

        @Override
        public Duration goodFor(MailConfig config) {
            return config.resetLifetime();
        }

        @Override
        public String toString() {
            return "password reset";
        }
    }

    record EmailVerification(String token) implements Mail {

        @Override
        public String subject() {
            return "Confirm your e-mail address";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of("Somebody signed up with this address. Was it you? Then confirm it here:"),
                    Paragraph.link("Confirm my address", links.verifyEmail(token)),
                    Paragraph.of("The link works once."),
                    Paragraph.of("Was it not you? Then don't follow the link."));
        }

        @Override
        public Duration goodFor(MailConfig config) {
            return config.verificationLifetime();
        }

        @Override
        public String toString() {
            return "e-mail verification";
        }
    }

    /** Instead of a link that verifies the address of an account that several people may have signed up for. */
    record ContestedAccount(String token) implements Mail {

        @Override
        public String subject() {
            return "Choose a password for your account";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of("Somebody signed up with this address more than once before it was confirmed."
                            + " Was it you? Then choose your password here, which also confirms the address:"),
                    Paragraph.link("Choose my password", links.resetPassword(token)),
                    Paragraph.of("The link works once. No password that was chosen before is of use then."),
                    Paragraph.of("Was it not you? Then don't follow the link."));
        }

        @Override
        public Duration goodFor(MailConfig config) {
            return config.verificationLifetime();
        }

        @Override
        public String toString() {
            return "contested account";
        }
    }

    /** To the new address. */
    record EmailChangeConfirmation(String token) implements Mail {

        @Override
        public String subject() {
            return "Confirm your new e-mail address";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of(
                            "Somebody wants to use this address for their account. Was it you? Then confirm it here:"),
                    Paragraph.link("Use this address", links.verifyEmail(token)),
                    Paragraph.of("The link works once. Until then the account keeps its old address."),
                    Paragraph.of("Was it not you? Then don't follow the link."));
        }

        @Override
        public Duration goodFor(MailConfig config) {
            return config.verificationLifetime();
        }

        @Override
        public String toString() {
            return "e-mail change confirmation";
        }
    }

    /**
     * To the old address, at once.
     *
     * @param newEmail null if the old one is not verified
     */
    record EmailChangeRequested(String newEmail) implements Mail {

        @Override
        public String subject() {
            return "Your e-mail address is about to change";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of("Somebody who knows your password wants to change the address of your account"
                            + (newEmail == null ? "." : " to " + newEmail + ".")),
                    Paragraph.of("Was it you? Then follow the link in the mail to the new address."),
                    Paragraph.of("Was it not you? Then choose a new password at once, which also stops the change:"),
                    Paragraph.link("Choose a new password", links.forgotPassword()));
        }
    }

    /**
     * To the old address, afterwards.
     *
     * @param newEmail null if the old one was not verified
     */
    record EmailChanged(String newEmail) implements Mail {

        @Override
        public String subject() {
            return "Your e-mail address was changed";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of("The address of your account is now "
                            + (newEmail == null ? "another one" : newEmail)
                            + ". Mails about it go there from now on; this is the last one to you."),
                    Paragraph.of("Was it not you? Then somebody else has your account. Tell whoever runs it: "
                            + links.app() + "."));
        }
    }

    /** To the owner of the address, in place of an answer to whoever tried. */
    record SignupWithYourAddress() implements Mail {

        @Override
        public String subject() {
            return "You already have an account";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of(
                            "Somebody tried to sign up with your address, but it has an account already. Was it you?"
                                    + " Then log in, or choose a new password if you have forgotten yours:"),
                    Paragraph.link("Choose a new password", links.forgotPassword()),
                    Paragraph.of("Was it not you? Then do nothing: nothing has changed."));
        }
    }

    /** To the owner of the address, in place of an answer to whoever tried. */
    record ChangeToYourAddress() implements Mail {

        @Override
        public String subject() {
            return "Somebody wanted to use your e-mail address";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of(
                            "Somebody wanted to change the address of their account to yours, which has an account of"
                                    + " its own already. So nothing has changed, and there is nothing you have to do."),
                    Paragraph.of("Was it you, with a second account? Then choose another address for it."));
        }
    }

    record AccountChanged(AccountChange change, Instant at) implements Mail {

        @Override
        public String subject() {
            return change.sentence();
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            var what = Paragraph.of("%s at %s.".formatted(change.sentence(), minute(at)));
            var wasYou = Paragraph.of("Was it you? Then all is well.");
            return change == AccountChange.DELETION
                    ? List.of(
                            what,
                            wasYou,
                            Paragraph.of("Was it not you? Then tell whoever runs this service: " + links.app() + "."))
                    : List.of(
                            what, wasYou, wasNotYou(), Paragraph.link("Choose a new password", links.forgotPassword()));
        }
    }

    record WrongCode(Instant at) implements Mail {

        @Override
        public String subject() {
            return "A log-in with your password failed";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of("Somebody entered your password at %s, and then a wrong code.".formatted(minute(at))),
                    Paragraph.of("Was it you? Then all is well."),
                    wasNotYou(),
                    Paragraph.link("Choose a new password", links.forgotPassword()));
        }
    }

    private static Paragraph wasNotYou() {
        return Paragraph.of("Was it not you? Then choose a new password at once, which logs every device out:");
    }

    private static String minute(Instant at) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'")
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** @param device a name of {@link dev.tandem.auth.client.DeviceNames}; null if there is none */
    record NewDevice(Instant at, InetAddress address, String device) implements Mail {

        private static final DateTimeFormatter UTC =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

        @Override
        public String subject() {
            return "A new device logged in";
        }

        @Override
        public List<Paragraph> paragraphs(Links links) {
            return List.of(
                    Paragraph.of("Your account was logged in to from a device or a network we have not seen before:"),
                    Paragraph.of("When: " + UTC.format(at.truncatedTo(ChronoUnit.MINUTES))),
                    Paragraph.of("From: " + address.getHostAddress()),
                    Paragraph.of("With: " + (device == null ? "an unknown browser or app" : device)),
                    Paragraph.of("Was it you? Then all is well."),
                    Paragraph.of("Was it not you? Then choose a new password at once, which logs every device out:"),
                    Paragraph.link("Choose a new password", links.forgotPassword()));
        }
    }
}
