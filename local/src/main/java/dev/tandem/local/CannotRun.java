package dev.tandem.local;

/** Something the person at the keyboard can put right; the message says what and how. */
final class CannotRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotRun(String message) {
        super(message);
    }
}
