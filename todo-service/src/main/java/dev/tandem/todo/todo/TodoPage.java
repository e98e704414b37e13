package dev.tandem.todo.todo;

import java.util.List;
import java.util.Optional;

/** A page of a list: where it goes on, and how many there are in all where that was asked for. */
record TodoPage(List<TodoView> todos, Optional<Cursor> next, Optional<Long> total) {}
