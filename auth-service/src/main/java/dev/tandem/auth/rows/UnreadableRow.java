package dev.tandem.auth.rows;

/** What is wrong with the form of a row, quoting nothing of it: it may hold a password hash. */
public final class UnreadableRow extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableRow(String flaw) {
        super(flaw);
    }
}
