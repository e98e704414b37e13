package dev.tandem.todo.todo;

import dev.tandem.kit.text.PlainText;
import dev.tandem.kit.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client may say about a to-do. A member that is absent or null has its default. Text is stored in NFC, so that what
 * looks the same is the same.
 */
@Schema(name = "TodoInput", examples = """
                {"title": "Water the plants", "description": "", "completed": false, "priority": "medium",
                 "dueDate": "2026-12-31", "order": 1, "tags": ["home"]}
                """)
record TodoInput(
        @NotNull
        @Text(min = 1, max = 200)
        @Schema(minLength = 1, maxLength = 200, description = "Trimmed; on one line; NFC")
        String title,

        @Text(max = 4000, multiline = true) @Schema(maxLength = 4000, defaultValue = "", nullable = true)
        String description,

        @Schema(defaultValue = "false", nullable = true) Boolean completed,

        @Schema(defaultValue = "none", nullable = true) Priority priority,

        @Schema(nullable = true) LocalDate dueDate,

        @Schema(nullable = true, description = "Where it stands among the others")
        Integer order,

        @Size(max = 10, message = "must be at most 10") List<@NotNull @Text(min = 1, max = 50) String> tags) {

    TodoInput {
        title = title == null ? null : line(title);
        description = description == null ? "" : lines(description);
        completed = Objects.requireNonNullElse(completed, false);
        priority = Objects.requireNonNullElse(priority, Priority.NONE);
        tags = tags == null ? List.of() : distinct(tags);
    }

    private static List<String> distinct(List<String> tags) {
        var distinct = new LinkedHashSet<String>();
        tags.forEach(tag -> distinct.add(tag == null ? null : line(tag)));
        return new ArrayList<>(distinct);
    }

    private static String line(String text) {
        return PlainText.trim(PlainText.normalize(text));
    }

    /** Empty if nothing of it is visible. */
    private static String lines(String text) {
        return PlainText.firstVisible(text).isEmpty() ? "" : PlainText.normalize(text);
    }
}
