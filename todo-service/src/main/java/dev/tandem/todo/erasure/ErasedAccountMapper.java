package dev.tandem.todo.erasure;

import dev.tandem.kit.problem.DatabaseErrorMapper;
import dev.tandem.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;

/** The database rejects rows for an account that was deleted, although an access token of it may still be valid. */
@Singleton
class ErasedAccountMapper implements DatabaseErrorMapper {

    private static final String SQL_STATE = "ERASE";

    @Override
    public Optional<Problem> map(SQLException error) {
        return SQL_STATE.equals(error.getSQLState()) ? Optional.of(Problem.invalidToken()) : Optional.empty();
    }
}
