package dev.tandem.todo.todo;

import dev.tandem.kit.http.EntityTags;
import dev.tandem.kit.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** What has to hold for a change to be made (RFC 9110, section 13), checked while the row is locked. */
record Preconditions(Optional<EntityTags> ifMatch, Optional<EntityTags> ifNoneMatch) {

    static Preconditions of(HttpServerRequest request) {
        return new Preconditions(
                EntityTags.of(HttpHeaders.IF_MATCH, request), EntityTags.of(HttpHeaders.IF_NONE_MATCH, request));
    }

    /** @throws Problem 412 if one of them does not hold */
    void check(Todo todo) {
        var current = TodoView.of(todo).entityTag();
        if (ifMatch.isPresent() && !ifMatch.get().matchStrongly(current)
                || ifNoneMatch.isPresent() && ifNoneMatch.get().matchWeakly(current)) {
            throw Problem.of(412);
        }
    }
}
