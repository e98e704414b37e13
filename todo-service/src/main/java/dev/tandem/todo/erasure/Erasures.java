package dev.tandem.todo.erasure;

import dev.tandem.todo.todo.Todos;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Erases everything of the person asking, once: who asks again gets the first receipt again. */
@Singleton
class Erasures {

    private final Todos todos;

    Erasures(Todos todos) {
        this.todos = todos;
    }

    @Transactional
    Receipt erase(UUID account) {
        Erasure.lock(account);
        return Receipt.of(Erasure.of(account).orElseGet(() -> eraseNow(account)));
    }

    private Erasure eraseNow(UUID account) {
        var erasure = new Erasure();
        erasure.account = account;
        erasure.todos = todos.erase();
        // As precise as the database keeps it, so that every receipt says the same.
        erasure.erasedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        erasure.persist();
        return erasure;
    }
}
