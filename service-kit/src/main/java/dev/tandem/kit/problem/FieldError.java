package dev.tandem.kit.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is wrong with which member or parameter. */
public record FieldError(
        @Schema(required = true) String field,
        @Schema(required = true) String message) {

    private static final int LONGEST_NAME = 100;

    public FieldError {
        if (field.length() > LONGEST_NAME) {
            field = field.substring(0, LONGEST_NAME) + "…";
        }
    }
}
