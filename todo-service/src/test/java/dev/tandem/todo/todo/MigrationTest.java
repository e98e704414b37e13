package dev.tandem.todo.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.local.ServiceDatabase;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Migrations of a database that has rows. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class MigrationTest {

    private static final UUID OWNER = UUID.randomUUID();

    @Test
    void textIsNormalized() throws SQLException {
        var database = Surroundings.anotherDatabase("normalized");
        migrate(database, "3");
        try (var connection = asOwner(database)) {
            insert(connection, "Cafe\u0301", "A\u030a", "e\u0301", "b", "\u00e9");
            insert(connection, "\u00c4", "\u0958".repeat(4000), "\u095c".repeat(50), "e\u0301");
            insert(connection, "a", "", "z", "\u00e9");
        }
        migrate(database, "10");
        try (var connection = asOwner(database)) {
            assertEquals(
                    List.of(
                            "0 a|<>|{z,\u00e9}",
                            "1 \u00c4|<" + "\u0958".repeat(4000) + ">|{" + "\u095c".repeat(50) + ",\u00e9}",
                            "1 Caf\u00e9|<\u00c5>|{\u00e9,b}"),
                    rows(connection, """
                            select version || ' ' || title || '|<' || description || '>|' || tags::text from todos
                            order by title_key
                            """));
            assertEquals(List.of(), rows(connection, "select proname from pg_proc where proname = 'nfc'"));
            assertEquals(
                    List.of("t"), rows(connection, "select relforcerowsecurity from pg_class where relname = 'todos'"));
        }
    }

    @Test
    void whatIsStoredIsCounted() throws SQLException {
        var database = Surroundings.anotherDatabase("counted");
        migrate(database, "10");
        try (var connection = asOwner(database)) {
            insert(connection, "\u00e9", "four", "a", "bc");
            insert(connection, "x", "");
            rows(
                    connection,
                    "insert into idempotency_keys (key, request_hash, answer) values ('k', 'h', '{}') returning key");
        }
        migrate(database, "11");
        try (var connection = asOwner(database)) {
            assertEquals(
                    List.of("2 13 1"),
                    rows(connection, "select todos || ' ' || bytes || ' ' || keys from quota_usage"));
            rows(connection, "update todos set title = 'xyz' where title = 'x' returning id");
            rows(connection, "delete from idempotency_keys returning id");
            assertEquals(
                    List.of("2 13 0"),
                    rows(connection, "select todos || ' ' || bytes || ' ' || keys from quota_usage"));
            rows(connection, "delete from todos returning id");
            assertEquals(List.of(), rows(connection, "select 1 from quota_usage"));
        }
    }

    private static void migrate(ServiceDatabase database, String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .placeholders(Map.of("applicationRole", database.application()))
                .target(version)
                .load()
                .migrate();
    }

    /** Sees the rows of one person, as everybody whom the policies bind. */
    private static Connection asOwner(ServiceDatabase database) throws SQLException {
        var connection = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.ownerPassword());
        try (var sql = connection.createStatement()) {
            sql.execute("set app.user_id = '" + OWNER + "'");
        }
        return connection;
    }

    private static void insert(Connection connection, String title, String description, String... tags)
            throws SQLException {
        try (var sql = connection.prepareStatement("""
                insert into todos (id, version, title, description, completed, priority, tags, created_at, updated_at)
                values (uuidv7(), 0, ?, ?, false, 'NONE', ?, now(), now())
                """)) {
            sql.setString(1, title);
            sql.setString(2, description);
            sql.setArray(3, connection.createArrayOf("varchar", tags));
            sql.execute();
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
