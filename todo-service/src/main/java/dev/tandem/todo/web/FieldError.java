package dev.tandem.todo.web;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with which member or parameter. Written as part of a problem's free-form members, which nothing else
 * tells the native build about.
 */
@RegisterForReflection
public record FieldError(String field, String message) {

    private static final int LONGEST_NAME = 100;

    public FieldError {
        if (field.length() > LONGEST_NAME) {
            field = field.substring(0, LONGEST_NAME) + "…";
        }
    }
}
