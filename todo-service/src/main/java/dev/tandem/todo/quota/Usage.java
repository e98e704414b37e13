package dev.tandem.todo.quota;

/** What an account stores. */
public record Usage(long todos, long bytes, long keys) {}
