package dev.tandem.todo.todo;

import dev.tandem.todo.quota.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A new to-do.
 *
 * @param usage what its account stores with it; empty if it was made before
 */
record Created(TodoView todo, Optional<Usage> usage) {

    /** What {@link #read} reads after {@link TodoView#COLUMNS}: what was stored before, and the size of this one. */
    static final String COLUMNS = """
            (select array[todos, bytes, keys] from quota_usage u where u.owner_id = todos.owner_id) as used, \
            todo_bytes(title, description, tags) as size""";

    static Created read(ResultSet row) throws SQLException {
        var array = row.getArray("used");
        var used = array == null ? new Long[] {0L, 0L, 0L} : (Long[]) array.getArray();
        return new Created(
                TodoView.read(row), Optional.of(new Usage(used[0] + 1, used[1] + row.getLong("size"), used[2])));
    }
}
