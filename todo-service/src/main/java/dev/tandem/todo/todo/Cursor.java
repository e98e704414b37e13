package dev.tandem.todo.todo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** The last to-do of a page, by what it was ordered by: enough to go on after it even when it is gone. */
record Cursor(TodoSort sort, boolean descending, Object value, UUID id) {

    private static final String NULL = "n";
    private static final String VALUE = "v";

    static Cursor after(TodoView last, TodoSort sort, boolean descending) {
        return new Cursor(sort, descending, sort.valueOf(last), last.id());
    }

    String encoded() {
        var text = String.join(
                "\n",
                sort.name(),
                Boolean.toString(descending),
                id.toString(),
                value == null ? NULL : VALUE,
                value == null ? "" : value.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor decode(String encoded, TodoSort sort, boolean descending) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split("\n", 5);
            if (!parts[0].equals(sort.name()) || !parts[1].equals(Boolean.toString(descending))) {
                throw new IllegalArgumentException("must come from a list of the same sort");
            }
            var value = parts[3].equals(NULL) ? null : sort.read(parts[4]);
            if (value instanceof String text
                    && text.indexOf('\0') >= 0) { // the only character PostgreSQL does not store
                throw invalid();
            }
            return new Cursor(sort, descending, value, UUID.fromString(parts[2]));
        } catch (RuntimeException e) {
            throw e instanceof IllegalArgumentException
                            && e.getMessage() != null
                            && e.getMessage().startsWith("must")
                    ? e
                    : invalid();
        }
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("must be a cursor from a Link header");
    }
}
