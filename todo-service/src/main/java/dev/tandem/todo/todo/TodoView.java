package dev.tandem.todo.todo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A to-do as it is read; from JSON, too, where a first answer is given again.
 *
 * @param order an Integer; typed as Number, because generated serializers leave out an Integer that is null (Quarkus
 *     issue 55137)
 */
@RegisterForReflection
@Schema(name = "Todo", examples = """
                {"id": "019aa0b2-7f3e-7c51-9d3b-0a52b2f0c1de", "title": "Water the plants", "description": "",
                 "completed": false, "priority": "medium", "dueDate": "2026-12-31", "order": 1, "tags": ["home"],
                 "createdAt": "2026-11-20T12:00:00Z", "updatedAt": "2026-11-20T12:00:00Z", "completedAt": null,
                 "url": "https://todo.example.com/api/todos/019aa0b2-7f3e-7c51-9d3b-0a52b2f0c1de"}
                """)
record TodoView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String title,
        @Schema(required = true) String description,
        @Schema(required = true) boolean completed,
        @Schema(required = true) Priority priority,
        @Schema(required = true, nullable = true) LocalDate dueDate,

        @Schema(required = true, nullable = true, type = SchemaType.INTEGER, format = "int32")
        Number order,

        @Schema(required = true) List<String> tags,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,

        @Schema(required = true, nullable = true) Instant completedAt,

        @Schema(required = true, format = "uri") String url,
        @JsonIgnore int version) {

    /** What {@link #read} reads, in this order. */
    static final String COLUMNS = """
            id, title, description, completed, priority, due_date, position, tags, created_at, updated_at, completed_at, \
            version""";

    /** Without its address, which depends on how it was asked for. */
    TodoView(
            UUID id,
            String title,
            String description,
            boolean completed,
            Priority priority,
            LocalDate dueDate,
            Number order,
            List<String> tags,
            Instant createdAt,
            Instant updatedAt,
            Instant completedAt,
            int version) {
        this(
                id,
                title,
                description,
                completed,
                priority,
                dueDate,
                order,
                tags,
                createdAt,
                updatedAt,
                completedAt,
                null,
                version);
    }

    static TodoView of(Todo todo) {
        return new TodoView(
                todo.id,
                todo.title,
                todo.description,
                todo.completed,
                todo.priority,
                todo.dueDate,
                todo.position,
                todo.tags,
                todo.createdAt,
                todo.updatedAt,
                todo.completedAt,
                todo.version);
    }

    TodoView under(String todos) {
        return new TodoView(
                id,
                title,
                description,
                completed,
                priority,
                dueDate,
                order,
                tags,
                createdAt,
                updatedAt,
                completedAt,
                todos + "/" + id,
                version);
    }

    static TodoView read(ResultSet row) throws SQLException {
        return new TodoView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                Priority.valueOf(row.getString(5)),
                row.getObject(6, LocalDate.class),
                row.getObject(7, Integer.class),
                List.of((String[]) row.getArray(8).getArray()),
                instant(row, 9),
                instant(row, 10),
                instant(row, 11),
                row.getInt(12));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    @JsonIgnore
    String entityTag() {
        return "\"" + id + "." + version + "\"";
    }
}
