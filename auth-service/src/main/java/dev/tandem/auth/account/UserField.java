package dev.tandem.auth.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file says of a user, by the names used here, by FastAPI Users and by Better Auth. */
enum UserField {
    EMAIL("email"),
    PASSWORD_HASH("password_hash", "hashed_password", "password"),
    DISPLAY_NAME("display_name", "name"),
    EMAIL_VERIFIED("email_verified", "is_verified"),
    CREATED_AT("created_at"),
    ACTIVE("is_active"),
    BANNED("banned");

    private final List<String> names;

    UserField(String... names) {
        this.names = Arrays.stream(names).map(UserField::plain).toList();
    }

    /** However the name is capitalised, and with or without underscores; empty where it names nothing of interest. */
    static Optional<UserField> named(String name) {
        var plain = plain(name);
        return Arrays.stream(values())
                .filter(field -> field.names.contains(plain))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String plain(String name) {
        return name.strip().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
