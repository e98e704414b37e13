package dev.tandem.todo.erasure;

import java.time.Instant;
import java.util.UUID;

/**
 * That an account's data is gone.
 *
 * @param todos how many to-dos there were
 */
record Receipt(UUID account, Instant erasedAt, long todos) {

    static Receipt of(Erasure erasure) {
        return new Receipt(erasure.account, erasure.erasedAt, erasure.todos);
    }
}
