package dev.tandem.todo.todo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** Does a thing once for each idempotency key, and gives the first answer again however often it is asked for. */
@Singleton
class FirstAnswers {

    private final ObjectMapper json;

    FirstAnswers(ObjectMapper json) {
        this.json = json;
    }

    Created once(String key, TodoInput input, Supplier<Created> action) {
        try {
            var hash = sha256(json.writeValueAsBytes(input));
            var claim = IdempotencyKey.claim(key, hash);
            if (claim.isPresent()) {
                var answer = action.get();
                claim.get().answer = json.writeValueAsString(answer.todo());
                return answer;
            }
            var first = IdempotencyKey.named(key);
            if (!first.requestHash.equals(hash)) {
                throw Problem.of(422, "idempotency_key_reused", "This Idempotency-Key was used for another to-do.");
            }
            return new Created(json.readValue(first.answer, TodoView.class), Optional.empty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A to-do did not survive JSON", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
