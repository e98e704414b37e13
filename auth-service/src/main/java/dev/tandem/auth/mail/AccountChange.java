package dev.tandem.auth.mail;

/** What was changed of that by which a person gets into their account. */
public enum AccountChange {
    PASSWORD("Your password was changed"),
    TWO_FACTOR_ON("Two-factor log-in was switched on"),
    TWO_FACTOR_OFF("Two-factor log-in was switched off"),
    RECOVERY_CODES("Your recovery codes were replaced"),
    DELETION("Your account was deleted");

    private final String sentence;

    AccountChange(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
