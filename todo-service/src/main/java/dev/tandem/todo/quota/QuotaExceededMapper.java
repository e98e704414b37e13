package dev.tandem.todo.quota;

import dev.tandem.kit.problem.DatabaseErrorMapper;
import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/** The database refuses what would exceed a quota; its message is which one, and how much of it is left. */
@Singleton
class QuotaExceededMapper implements DatabaseErrorMapper {

    private static final String SQL_STATE = "QUOTA";

    private final QuotaConfig config;

    QuotaExceededMapper(QuotaConfig config) {
        this.config = config;
    }

    @Override
    public Optional<Problem> map(SQLException error) {
        return SQL_STATE.equals(error.getSQLState()) && error instanceof PSQLException refusal
                ? Optional.of(problem(refusal.getServerErrorMessage().getMessage()))
                : Optional.empty();
    }

    private Problem problem(String refusal) {
        var quota = refusal.split(" ")[0];
        var left = Math.max(0, Long.parseLong(refusal.split(" ")[1]));
        return Problem.of(403, "quota_exceeded", detail(quota)).withHeader(Quotas.REMAINING, quota + "=" + left);
    }

    private String detail(String quota) {
        return switch (quota) {
            case "todos" -> "An account may have %s to-dos. Delete some first.".formatted(config.todos());
            case "bytes" ->
                "An account may store %s bytes of text; what is new counts twice for a day. Shorten or delete some first."
                        .formatted(config.bytes().asLongValue());
            default -> "An account may use %s idempotency keys in 24 hours. Try again later.".formatted(config.keys());
        };
    }
}
