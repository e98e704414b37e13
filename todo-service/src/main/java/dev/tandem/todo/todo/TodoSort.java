package dev.tandem.todo.todo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/** The orders a list may be asked for in. Where two to-dos are equal, their ids decide; those without a value are last. */
enum TodoSort {
    ORDER("order", "t.position", true, Integer::valueOf, TodoView::order),
    CREATED_AT("createdAt", "t.createdAt", false, Instant::parse, TodoView::createdAt),
    DUE_DATE("dueDate", "t.dueDate", true, LocalDate::parse, TodoView::dueDate),
    TITLE("title", "lower(t.title)", false, title -> title, TodoView::title);

    private final String wireName;
    private final String expression;
    private final boolean nullable;
    private final Function<String, Object> reader;
    private final Function<TodoView, Object> value;

    TodoSort(
            String wireName,
            String expression,
            boolean nullable,
            Function<String, Object> reader,
            Function<TodoView, Object> value) {
        this.wireName = wireName;
        this.expression = expression;
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

    Object read(String value) {
        return reader.apply(value);
    }

    Object valueOf(TodoView todo) {
        return value.apply(todo);
    }

    String orderBy(boolean descending) {
        var direction = descending ? " desc" : " asc";
        return expression + direction + (nullable ? " nulls last" : "") + ", t.id" + direction;
    }

    /** What comes after the to-do whose value is {@code :after} and whose id is {@code :afterId}. */
    String beyond(boolean descending, boolean afterNull) {
        var further = descending ? " < " : " > ";
        var tie = "t.id" + further + ":afterId";
        if (afterNull) {
            return "(" + expression + " is null and " + tie + ")";
        }
        var after = this == TITLE ? "lower(:after)" : ":after";
        return "(" + expression + further + after + " or (" + expression + " = " + after + " and " + tie + ")"
                + (nullable ? " or " + expression + " is null" : "") + ")";
    }
}
