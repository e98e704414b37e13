package dev.tandem.todo.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class SchemaTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String CHECK_VIOLATION = "23514";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "create function mine() returns int language sql return 1",
                "create schema mine",
                "create temporary table mine (id int)",
                "create extension pg_trgm",
                "alter table todos add column mine int",
                "alter table todos disable row level security",
                "alter table todos no force row level security",
                "alter table todos owner to todo_app",
                "drop policy own_rows on todos",
                "create policy mine on todos using (true)",
                "drop table todos",
                "drop index todos_by_title",
                "truncate todos",
                "create or replace function asking_owner() returns uuid language sql return null::uuid",
                "alter role todo_app bypassrls",
                "set role todo_owner",
                "update quota_usage set todos = 0",
                "delete from quota_usage",
                "select add_usage(asking_owner(), -1, 0, 0)",
                "select * from flyway_schema_history",
            })
    void theApplicationCanNotChangeTheSchema(String statement) throws SQLException {
        try (var connection = Surroundings.application();
                var sql = connection.createStatement()) {
            var refusal = assertThrows(SQLException.class, () -> sql.execute(statement));
            assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSQLState(), refusal.getMessage());
        }
    }

    @Test
    void theApplicationsRoleIsBoundByThePolicies() throws SQLException {
        try (var connection = Surroundings.superuser();
                var sql = connection.createStatement()) {
            try (var role =
                    sql.executeQuery("select rolsuper or rolbypassrls from pg_roles where rolname = 'todo_app'")) {
                assertTrue(role.next());
                assertFalse(role.getBoolean(1));
            }
            try (var tables = sql.executeQuery("""
                    select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
                      and relname <> 'flyway_schema_history' and not (relrowsecurity and relforcerowsecurity)
                    """)) {
                assertFalse(tables.next(), "a table without row-level security");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title = ''",
                "title = ' a'",
                "title = repeat('x', 201)",
                "description = repeat('x', 4001)",
                "priority = 'URGENT'",
                "due_date = 'infinity'",
                "completed = true",
                "completed_at = now()",
                "updated_at = created_at - interval '1 second'",
                "tags = array_fill('x'::text, array[11])",
                "tags = array['']",
                "tags = array[null]",
            })
    void theDatabaseKeepsTheLimitsToo(String change) throws SQLException {
        Surroundings.seed(UUID.randomUUID(), 1);
        try (var connection = Surroundings.superuser();
                var sql = connection.createStatement()) {
            var refusal = assertThrows(SQLException.class, () -> sql.execute("update todos set " + change));
            assertEquals(CHECK_VIOLATION, refusal.getSQLState(), refusal.getMessage());
        }
    }
}
