package dev.tandem.kit.json;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A day as clients write it: only years that PostgreSQL can store. */
public final class IsoDate {

    public static final String FAULT = "must be a date such as 2026-12-31";

    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private IsoDate() {}

    /** @throws IllegalArgumentException where {@code text} is none */
    public static LocalDate parse(String text) {
        if (!FORM.matcher(text).matches() || text.startsWith("0000")) {
            throw new IllegalArgumentException(FAULT);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(FAULT, e);
        }
    }
}
