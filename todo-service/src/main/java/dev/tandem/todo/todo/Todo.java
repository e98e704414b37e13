package dev.tandem.todo.todo;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;

/** A to-do as it is changed, in a transaction. Its owner is asked for by Hibernate alone. */
@Entity
@Table(name = "todos")
class Todo extends PanacheEntityBase {

    @Id
    UUID id;

    @TenantId
    @Column(name = "owner_id")
    String owner;

    @Version
    int version;

    String title;

    String description;

    boolean completed;

    @Enumerated(EnumType.STRING)
    Priority priority;

    /** Bound as it is: as {@code java.sql.Date} it would follow the JVM's time zone and the Julian calendar before 1582. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    @Column(name = "due_date")
    LocalDate dueDate;

    Integer position;

    List<String> tags;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "completed_at")
    Instant completedAt;

    /** Takes on what {@code input} says; saying nothing new changes neither the time nor the version. */
    void replaceWith(TodoInput input) {
        var current = toInput();
        if (!current.equals(input)) {
            updatedAt = latest(updatedAt, now());
            set(input, current, updatedAt);
        }
    }

    TodoInput toInput() {
        return new TodoInput(title, description, completed, priority, dueDate, position, tags);
    }

    /** Text that was stored before it was normalised, and is too long in NFC, stays until it is changed. */
    private void set(TodoInput input, TodoInput current, Instant at) {
        if (input.completed() != completed) {
            completedAt = input.completed() ? at : null;
        }
        completed = input.completed();
        title = input.title().equals(current.title()) ? title : input.title();
        description = input.description().equals(current.description()) ? description : input.description();
        priority = input.priority();
        dueDate = input.dueDate();
        position = input.order();
        tags = input.tags().equals(current.tags()) ? tags : input.tags();
    }

    /** As precise as PostgreSQL, so that an answer equals what is read back. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Another replica's clock may be ahead: no change is older than the one before. */
    private static Instant latest(Instant before, Instant now) {
        return now.isBefore(before) ? before : now;
    }
}
