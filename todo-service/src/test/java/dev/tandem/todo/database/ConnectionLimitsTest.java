package dev.tandem.todo.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class ConnectionLimitsTest {

    private final DataSource pool;

    ConnectionLimitsTest(DataSource pool) {
        this.pool = pool;
    }

    @Test
    void theServicesConnectionsAreLimitedInTime() throws SQLException {
        var limits = new ArrayList<String>();
        for (var name : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            try (var connection = pool.getConnection();
                    var sql = connection.createStatement();
                    var row = sql.executeQuery("show " + name)) {
                assertTrue(row.next());
                limits.add(row.getString(1));
            }
        }
        assertEquals(List.of("15s", "10s", "30s"), limits);
    }
}
