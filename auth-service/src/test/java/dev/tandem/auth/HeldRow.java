package dev.tandem.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * What came of a request that had to wait for a row that somebody else was changing.
 *
 * @param freedAt by the database's clock, just before the row was free
 */
public record HeldRow(Response answer, Instant freedAt) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Changes one row, lets {@code request} run into it, and commits. */
    public static HeldRow during(Callable<Response> request, String update, Object parameter) throws Exception {
        try (var client = Executors.newCachedThreadPool();
                var other = Database.connect()) {
            other.setAutoCommit(false);
            try (var statement = other.prepareStatement(update)) {
                statement.setObject(1, parameter);
                assertEquals(1, statement.executeUpdate());
            }
            var answer = client.submit(request);
            awaitOneWaiting();
            var freedAt = clock(other);
            other.commit();
            return new HeldRow(answer.get(), freedAt);
        }
    }

    private static void awaitOneWaiting() {
        var deadline = Instant.now().plus(PATIENCE);
        while (Database.query("select 1 from pg_locks where not granted") == null) {
            assertTrue(Instant.now().isBefore(deadline), "nobody waits for the row");
            Thread.onSpinWait();
        }
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
