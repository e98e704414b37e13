package dev.tandem.todo.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class HousekeepingTest {

    private final Housekeeping housekeeping;
    private UUID person;

    HousekeepingTest(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
    }

    @BeforeEach
    void remember() throws SQLException {
        person = UUID.randomUUID();
        update("insert into idempotency_keys (owner_id, key, request_hash) values (?, 'key', 'hash')");
        update("insert into erasures (account, todos) values (?, 0)");
    }

    @Test
    void deletesKeysADayAfterTheirUse() throws SQLException {
        update(
                "update idempotency_keys set created_at = created_at - interval '23 hours 59 minutes' where owner_id = ?");
        housekeeping.tidy();
        assertEquals(List.of(1L, 1L), kept());
        update("update idempotency_keys set created_at = created_at - interval '1 minute' where owner_id = ?");
        housekeeping.tidy();
        assertEquals(List.of(0L, 1L), kept());
    }

    /** Longer than any access token lives. */
    @Test
    void forgetsWhoIsGoneADayAfterTheirErasure() throws SQLException {
        update("update erasures set erased_at = erased_at - interval '24 hours 59 minutes' where account = ?");
        housekeeping.tidy();
        assertEquals(List.of(1L, 1L), kept());
        update("update erasures set erased_at = erased_at - interval '1 minute' where account = ?");
        housekeeping.tidy();
        assertEquals(List.of(1L, 0L), kept());
    }

    private List<Long> kept() throws SQLException {
        return List.of(
                count("select count(*) from idempotency_keys where owner_id = ?"),
                count("select count(*) from erasures where account = ?"));
    }

    private long count(String sql) throws SQLException {
        try (var connection = Surroundings.superuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, person);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void update(String sql) throws SQLException {
        try (var connection = Surroundings.superuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, person);
            assertEquals(1, statement.executeUpdate());
        }
    }
}
