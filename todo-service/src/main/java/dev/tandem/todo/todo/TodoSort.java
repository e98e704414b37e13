package dev.tandem.todo.todo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;

/** The orders a list may be asked for in. Where two to-dos are equal, their ids decide; those without a value are last. */
enum TodoSort {
    ORDER("order", "position", "?", true, Integer::valueOf, TodoView::order),
    CREATED_AT("createdAt", "created_at", "?", false, TodoSort::moment, TodoView::createdAt),
    DUE_DATE("dueDate", "due_date", "?", true, LocalDate::parse, TodoView::dueDate),
    TITLE("title", "title_key", "lower(?)", false, title -> title, TodoView::title);

    private final String wireName;
    private final String expression;
    private final String parameter;
    private final boolean nullable;
    private final Function<String, Object> reader;
    private final Function<TodoView, Object> value;

    TodoSort(
            String wireName,
            String expression,
            String parameter,
            boolean nullable,
            Function<String, Object> reader,
            Function<TodoView, Object> value) {
        this.wireName = wireName;
        this.expression = expression;
        this.parameter = parameter;
        this.nullable = nullable;
        this.reader = reader;
        this.value = value;
    }

    static TodoSort named(String name) {
        for (var sort : values()) {
            if (sort.wireName.equals(name)) {
                return sort;
            }
        }
        throw new IllegalArgumentException("must be one of order, createdAt, dueDate, title, or one of them after -");
    }

    /** As JDBC takes it. */
    Object read(String value) {
        return reader.apply(value);
    }

    Object valueOf(TodoView todo) {
        return value.apply(todo);
    }

    /** What is compared, in SQL. */
    String expression() {
        return expression;
    }

    /** What it is compared with. */
    String parameter() {
        return parameter;
    }

    boolean nullable() {
        return nullable;
    }

    /** Of to-dos that all have a value, or none of which has: what the index is in, read forwards or backwards. */
    String orderBy(boolean descending) {
        return orderBy(descending, "");
    }

    String orderByWithNullsLast(boolean descending) {
        return orderBy(descending, " nulls last");
    }

    private String orderBy(boolean descending, String nulls) {
        var direction = descending ? " desc" : " asc";
        return expression + direction + nulls + ", id" + direction;
    }

    private static OffsetDateTime moment(String text) {
        return Instant.parse(text).atOffset(ZoneOffset.UTC);
    }
}
