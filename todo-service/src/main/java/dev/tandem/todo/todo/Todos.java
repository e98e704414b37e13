package dev.tandem.todo.todo;

import dev.tandem.kit.problem.Problem;
import dev.tandem.todo.owner.OwnRows;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What a person can do with their to-dos. Whose they are is never said: it is in every query already. */
@Singleton
public class Todos {

    private static final int EXPORTED_AT_ONCE = 500;

    private final OwnRows rows;
    private final TodoSearch search;
    private final FirstAnswers firstAnswers;

    Todos(OwnRows rows, TodoSearch search, FirstAnswers firstAnswers) {
        this.rows = rows;
        this.search = search;
        this.firstAnswers = firstAnswers;
    }

    TodoPage list(TodoQuery query) {
        return search.page(query);
    }

    TodoView get(UUID id) {
        return search.one(id).orElseThrow(Todos::notFound);
    }

    Created create(TodoInput input) {
        var insert = TodoSql.insert(input, Todo.now());
        return rows.insert(insert.text(), insert.values(), Created::read);
    }

    @Transactional
    Created createOnce(String idempotencyKey, TodoInput input) {
        return firstAnswers.once(idempotencyKey, input, () -> create(input));
    }

    /** Locks the row first, so that two changes at once are made one after the other and neither is lost. */
    @Transactional
    TodoView change(UUID id, Preconditions conditions, UnaryOperator<TodoInput> change) {
        var todo = locked(id);
        conditions.check(todo);
        todo.replaceWith(change.apply(todo.toInput()));
        Todo.flush();
        return TodoView.of(todo);
    }

    @Transactional
    void delete(UUID id, Preconditions conditions) {
        var todo = locked(id);
        conditions.check(todo);
        todo.delete();
    }

    @Transactional
    void deleteCompleted() {
        Todo.delete("completed", true);
    }

    @Transactional
    void deleteAll() {
        Todo.deleteAll();
    }

    /**
     * Everything that is kept of the person asking, in the caller's transaction.
     *
     * @return how many to-dos there were
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public long erase() {
        // In the order in which others lock: to-dos, then what is counted of them.
        var erased = Todo.deleteAll();
        IdempotencyKey.deleteAll();
        return erased;
    }

    /** The next to-dos in the order they were made, a query each, however slowly they are read. */
    List<TodoView> exported(Optional<UUID> after) {
        return search.export(after, EXPORTED_AT_ONCE);
    }

    private static Todo locked(UUID id) {
        return Todo.<Todo>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Todos::notFound);
    }

    /** The same for what never was and for what is someone else's. */
    private static RuntimeException notFound() {
        return Problem.of(404, "not_found", "There is no such to-do.");
    }
}
