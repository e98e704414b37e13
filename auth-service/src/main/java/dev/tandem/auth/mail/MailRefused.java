package dev.tandem.auth.mail;

/** A mail that will not be taken however often it is sent. */
class MailRefused extends Exception {

    private static final long serialVersionUID = 1;

    MailRefused(String message) {
        super(message);
    }
}
