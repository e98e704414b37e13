package dev.tandem.todo.todo;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;

/** RFC 7396 on a to-do. What the patch changes has to be valid; what it leaves alone may be older than a rule. */
@Singleton
class MergePatch {

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    TodoInput apply(JsonNode patch, TodoInput current) {
        if (!(patch instanceof ObjectNode members)) {
            throw Problem.invalid("body", "must be an object");
        }
        // No member of a to-do is an object, so one level is all there is to merge.
        var merged = json.<ObjectNode>valueToTree(current);
        merged.setAll(members);
        var input = read(merged);
        var violations = validator.validate(input).stream()
                .filter(violation -> members.has(
                        violation.getPropertyPath().iterator().next().getName()))
                .collect(toSet());
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return input;
    }

    private TodoInput read(ObjectNode merged) {
        try {
            return json.treeToValue(merged, TodoInput.class);
        } catch (JsonProcessingException e) {
            throw new BadRequestException(e);
        }
    }
}
