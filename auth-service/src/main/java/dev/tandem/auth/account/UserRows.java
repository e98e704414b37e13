package dev.tandem.auth.account;

import dev.tandem.auth.command.Refusal;
import dev.tandem.auth.password.PasswordHash;
import dev.tandem.auth.rows.Row;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;

/** Reads users from rows and holds them to the rules of sign-up, but for the password, which nobody knows. */
@Singleton
class UserRows {

    /** ISO 8601, also as PostgreSQL prints it; UTC where no offset is given. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT);

    private final Validator validator;

    UserRows(Validator validator) {
        this.validator = validator;
    }

    /** @throws Refusal where {@code columns} can't make a user */
    void check(Collection<String> columns) {
        var fields = EnumSet.noneOf(UserField.class);
        for (var column : columns) {
            UserField.named(column).ifPresent(field -> {
                if (!fields.add(field)) {
                    throw new Refusal("The file has two columns for %s.".formatted(field));
                }
            });
        }
        if (!fields.contains(UserField.EMAIL) || !fields.contains(UserField.PASSWORD_HASH)) {
            throw new Refusal("The file needs a header with the columns email and password_hash.");
        }
    }

    /** @throws Refused with the reason */
    ImportedUser read(Row row) {
        if (row.flaw() != null) {
            throw new Refused(row.flaw());
        }
        var said = byField(row.values());
        if (!flag(said, UserField.ACTIVE, true) || flag(said, UserField.BANNED, false)) {
            throw new Refused("is deactivated or banned where it comes from");
        }
        var user = new ImportedUser(
                said.get(UserField.EMAIL),
                said.get(UserField.DISPLAY_NAME),
                PasswordHash.madeElsewhere(said.getOrDefault(UserField.PASSWORD_HASH, ""))
                        .orElse(null),
                flag(said, UserField.EMAIL_VERIFIED, false),
                time(said, UserField.CREATED_AT));
        validator.validate(user).stream()
                .map(violation -> UserField.named(violation.getPropertyPath().toString())
                                .orElseThrow() + " " + violation.getMessage())
                .min(Comparator.naturalOrder())
                .ifPresent(reason -> {
                    throw new Refused(reason);
                });
        return user;
    }

    private static Map<UserField, String> byField(Map<String, String> values) {
        var said = new EnumMap<UserField, String>(UserField.class);
        values.forEach((name, value) -> UserField.named(name).ifPresent(field -> {
            if (said.putIfAbsent(field, value) != null) {
                throw new Refused("says " + field + " twice");
            }
        }));
        return said;
    }

    private static boolean flag(Map<UserField, String> said, UserField field, boolean otherwise) {
        var value = said.get(field);
        return value == null
                ? otherwise
                : switch (value.toLowerCase(Locale.ROOT)) {
                    case "true", "t", "1" -> true;
                    case "false", "f", "0" -> false;
                    default -> throw new Refused(field + " must be true or false");
                };
    }

    /** Null where nothing is said. */
    private static Instant time(Map<UserField, String> said, UserField field) {
        var value = said.get(field);
        if (value == null) {
            return null;
        }
        try {
            var time = TIME.parse(value, Instant::from);
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(Instant.now())) {
                return time;
            }
        } catch (DateTimeException _) {
            // Refused like a time that can't be.
        }
        throw new Refused(field + " must be a time between 1970 and now, such as 2024-05-01T12:00:00Z");
    }

    /** Why a row is not taken; quotes nothing of it. */
    static class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }
}
