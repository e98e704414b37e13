package dev.tandem.todo.todo;

import dev.tandem.todo.owner.OwnRows;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads to-dos by their place in the order, not by counting: rows that come or go move none twice or past. */
@Singleton
class TodoSearch {

    private final OwnRows rows;

    TodoSearch(OwnRows rows) {
        this.rows = rows;
    }

    Optional<TodoView> one(UUID id) {
        return todos(TodoSql.one(id)).stream().findFirst();
    }

    TodoPage page(TodoQuery query) {
        var total = query.count() ? Optional.of(count(query)) : Optional.<Long>empty();
        var page = TodoSql.page(query);
        var found = rows.query(page.text(), page.values(), PageRow::read);
        var todos = found.stream()
                .limit(query.limit())
                .takeWhile(row -> row.bytesBefore() < PageRow.FULL_PAGE)
                .map(PageRow::todo)
                .toList();
        return todos.size() == found.size()
                ? new TodoPage(todos, Optional.empty(), total)
                : new TodoPage(
                        todos, Optional.of(Cursor.after(todos.getLast(), query.sort(), query.descending())), total);
    }

    List<TodoView> export(Optional<UUID> after, int limit) {
        return todos(TodoSql.export(after.orElse(null), limit));
    }

    private long count(TodoQuery query) {
        var count = TodoSql.count(query);
        return rows.query(count.text(), count.values(), row -> row.getLong(1)).getFirst();
    }

    private List<TodoView> todos(TodoSql sql) {
        return rows.query(sql.text(), sql.values(), TodoView::read);
    }
}
