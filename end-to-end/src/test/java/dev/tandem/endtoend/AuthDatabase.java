package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** auth-service's database, looked at, changed and held up behind the service's back. */
final class AuthDatabase {

    private static final String WAITING =
            "from pg_stat_activity where application_name = 'auth-service' and wait_event_type = 'Lock'";

    private static final long COMMIT_LOCK = 4_711;

    private final TestPair pair;

    AuthDatabase(TestPair pair) {
        this.pair = pair;
    }

    int update(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    Object query(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = prepare(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            return rows.next() ? rows.getObject(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if the session had last been refreshed so long ago. */
    void rotatedAgo(UUID session, int seconds) {
        assertEquals(
                1,
                update(
                        "update session set rotated_at = clock_timestamp() - make_interval(secs => ?) where id = ?",
                        seconds,
                        session));
    }

    boolean isRotated(UUID session) {
        return (boolean) query("select rotated_at is not null from session where id = ?", session);
    }

    String endReason(UUID session) {
        return (String) query("select end_reason from session where id = ?", session);
    }

    String key(String state) {
        return (String) query("select kid from signing_key where state = ?", state);
    }

    /** As if the next key had been published long enough to sign. */
    void letTheNextKeySign() {
        update("update signing_key set created_at = created_at - interval '10 minutes' where state = 'next'");
    }

    /** As if the current key had signed for as long as it should. */
    void letTheRotationBeDue() {
        update("update signing_key set activated_at = activated_at - interval '30 days' where state = 'current'");
    }

    /** Keeps every refresh of the session waiting for its row until it is closed. */
    Held hold(UUID session) {
        return hold("select from session where id = '" + session + "' for update");
    }

    /** Keeps every refresh waiting in the middle of its commit until it is closed; see {@link #makeCommitsHoldable}. */
    Held holdCommits() {
        return hold("select pg_advisory_xact_lock(" + COMMIT_LOCK + ")");
    }

    /** From now on a commit that changes a session asks for a lock first, as its very last act. */
    void makeCommitsHoldable() {
        update("""
                create function wait_in_commit() returns trigger language plpgsql as
                $$ begin perform pg_advisory_xact_lock_shared(%d); return null; end $$""".formatted(COMMIT_LOCK));
        update("""
                create constraint trigger wait_in_commit after update on session deferrable initially deferred
                for each row execute function wait_in_commit()""");
    }

    void awaitOneWaiting() {
        eventually("one waits for a lock", () -> Long.valueOf(1).equals(query("select count(*) " + WAITING)));
    }

    /** Rolls the waiting transaction back the way a lost connection does. */
    void terminateWaiting() {
        assertEquals(true, query("select pg_terminate_backend(pid, 5000) " + WAITING));
    }

    private Held hold(String sql) {
        try {
            var connection = connect();
            connection.setAutoCommit(false);
            connection.createStatement().execute(sql);
            return new Held(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return pair.superuser("auth");
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** A transaction of the test's own, whose end frees what it holds. */
    record Held(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
