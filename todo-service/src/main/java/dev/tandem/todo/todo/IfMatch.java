package dev.tandem.todo.todo;

import dev.tandem.kit.http.EntityTags;
import dev.tandem.kit.problem.Problem;
import java.util.Optional;

/** The condition under which a change may be made, checked while the row is locked. */
record IfMatch(Optional<EntityTags> tags) {

    static IfMatch header(String header) {
        return new IfMatch(EntityTags.of("If-Match", header));
    }

    void check(Todo todo) {
        var current = TodoView.of(todo).entityTag();
        if (tags.isPresent() && !tags.get().matchStrongly(current)) {
            throw Problem.of(412);
        }
    }
}
