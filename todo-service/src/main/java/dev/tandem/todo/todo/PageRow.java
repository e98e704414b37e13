package dev.tandem.todo.todo;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A to-do in a list.
 *
 * @param bytesBefore the size of all before it on the page
 */
record PageRow(TodoView todo, long bytesBefore) {

    /** What {@link #read} reads after {@link TodoView#COLUMNS}. */
    static final String BYTES_BEFORE = "bytes_before";

    /** Bytes of text that end a page, so that its size is nothing a client can choose. */
    static final int FULL_PAGE = 256 * 1024;

    /** More than the bytes of text that a to-do can have. */
    static final int LARGEST_TODO = 32 * 1024;

    static PageRow read(ResultSet row) throws SQLException {
        return new PageRow(TodoView.read(row), row.getLong(BYTES_BEFORE));
    }
}
