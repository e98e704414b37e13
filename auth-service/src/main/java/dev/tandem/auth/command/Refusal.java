package dev.tandem.auth.command;

/** Why a command did nothing, in words for the operator. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String USAGE = "usage: ";

    public Refusal(String message) {
        super(message);
    }

    /** @param forms how to call it, a line each */
    public static Refusal usage(String forms) {
        return new Refusal(USAGE + forms.stripTrailing().indent(USAGE.length()).strip());
    }
}
