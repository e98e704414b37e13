package dev.tandem.todo.todo;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes a merge patch, in which every member may be absent, to the API's readers; it is applied as a JSON tree. */
@Schema(name = "TodoPatch", description = "JSON Merge Patch (RFC 7396): absent keeps, null clears", examples = """
                {"completed": true, "dueDate": null}
                """)
record TodoPatch(
        @Schema(minLength = 1, maxLength = 200) String title,
        @Schema(maxLength = 4000, nullable = true) String description,
        @Schema(nullable = true) Boolean completed,
        @Schema(nullable = true) Priority priority,
        @Schema(nullable = true) LocalDate dueDate,
        @Schema(nullable = true) Integer order,
        @Schema(nullable = true, maxItems = 10) List<String> tags) {}
