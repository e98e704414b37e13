package dev.tandem.kit.problem;

/** What is wrong with which member or parameter. */
public record FieldError(String field, String message) {

    private static final int LONGEST_NAME = 100;

    public FieldError {
        if (field.length() > LONGEST_NAME) {
            field = field.substring(0, LONGEST_NAME) + "…";
        }
    }
}
