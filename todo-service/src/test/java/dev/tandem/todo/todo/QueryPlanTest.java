package dev.tandem.todo.todo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Acting;
import dev.tandem.todo.fixture.Surroundings;
import dev.tandem.todo.owner.OwnRows;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class QueryPlanTest {

    private static final int PEOPLE = 100;

    @Inject
    Todos todos;

    private final UUID someone = UUID.randomUUID();

    @BeforeEach
    void amongManyOthers() throws SQLException {
        try (var connection = Surroundings.superuser();
                var sql = connection.createStatement();
                var owners = sql.executeQuery("select count(distinct owner_id) from todos")) {
            owners.next();
            for (int i = owners.getInt(1); i < PEOPLE; i++) {
                Surroundings.seed(UUID.randomUUID(), 200);
            }
        }
        Surroundings.seed(someone, 200);
        try (var connection = Surroundings.superuser();
                var sql = connection.createStatement()) {
            sql.execute("analyze todos");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "order,     todos_by_position",
        "createdAt, todos_by_created_at",
        "-createdAt, todos_by_created_at",
        "dueDate,   todos_by_due_date",
        "title,     todos_by_title",
        "-title,    todos_by_title",
        "-order,    todos_by_",
        "-dueDate,  todos_by_",
    })
    void aListIsReadFromAnIndexByOwner(String sort, String index) throws SQLException {
        var parameters = new MultivaluedHashMap<String, String>();
        parameters.putSingle("sort", sort);
        parameters.putSingle("limit", "10");
        var first = Acting.as(someone, () -> todos.list(TodoQuery.of(parameters)));
        assertIndexed(plan(TodoSql.page(TodoQuery.of(parameters))), index);
        parameters.putSingle("cursor", first.next().orElseThrow().encoded());
        assertIndexed(plan(TodoSql.page(TodoQuery.of(parameters))), index);
    }

    @Test
    void oneIsReadByItsKey() throws SQLException {
        assertIndexed(plan(TodoSql.one(UUID.randomUUID())), "todos_");
    }

    private static void assertIndexed(String plan, String index) {
        assertFalse(plan.contains("Seq Scan on todos"), plan);
        assertTrue(plan.contains(index), plan);
        assertTrue(
                Pattern.compile("Index Cond: .*(owner_id|id) = ").matcher(plan).find(), plan);
    }

    /** As PostgreSQL would run it for any values, under the application's role and its policies. */
    private String plan(TodoSql sql) throws SQLException {
        var numbered = new StringBuilder();
        int number = 0;
        for (var part : OwnRows.query(sql.text()).split("\\?", -1)) {
            numbered.append(number == 0 ? "" : "$" + number).append(part);
            number++;
        }
        try (var connection = Surroundings.application("?preferQueryMode=simple");
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("explain (generic_plan) " + numbered)) {
                var lines = Stream.<String>builder();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return lines.build().collect(Collectors.joining("\n"));
            }
        }
    }
}
