package dev.tandem.todo.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Acting;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class QueryPlanTest {

    private static final int PEOPLE = 100;
    private static final int OWN = 200;
    private static final Pattern BY_OWNER_OR_KEY = Pattern.compile("\\b(owner_id|id) = ");

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
                Surroundings.seed(UUID.randomUUID(), OWN);
            }
        }
        Surroundings.seed(someone, OWN);
        try (var connection = Surroundings.superuser();
                var sql = connection.createStatement()) {
            sql.execute("analyze todos");
        }
    }

    /**
     * A page of ten reads one more, to tell that there is another page, and where those without a value come behind, the
     * first of these, or as many of these where the index is read backwards.
     */
    @ParameterizedTest
    @CsvSource({
        "order,      todos_by_position,   12,  12",
        "createdAt,  todos_by_created_at, 11,  11",
        "-createdAt, todos_by_created_at, 11,  11",
        "dueDate,    todos_by_due_date,   12,  12",
        "title,      todos_by_title,      11,  11",
        "-title,     todos_by_title,      11,  11",
        "-order,     todos_by_position,   22,  22",
        "-dueDate,   todos_by_due_date,   22,  22",
    })
    void aListIsReadFromAnIndexByOwner(String sort, String index, int first, int later) throws SQLException {
        var parameters = parameters(sort);
        var next = assertPage(parameters, index, first);
        int pages = 1;
        for (; next.isPresent(); pages++) {
            parameters.putSingle("cursor", next.get().encoded());
            next = assertPage(parameters, index, later);
        }
        assertEquals(OWN / 10, pages);
    }

    @ParameterizedTest
    @CsvSource({"completed, true", "q, nowhere", "tag, nowhere", "dueBefore, 2025-12-31", "priority, high"})
    void whatIsNotFoundIsSoughtAmongOnesOwn(String filter, String value) throws SQLException {
        for (var sort : List.of("order", "createdAt", "dueDate", "title")) {
            var parameters = parameters(sort);
            parameters.putSingle(filter, value);
            var query = TodoQuery.of(parameters);
            assertReads(OWN, QueryPlan.of(someone, TodoSql.page(query)));
            assertReads(OWN, QueryPlan.of(someone, TodoSql.count(query)));
        }
    }

    @Test
    void allAreCountedWithoutOthers() throws SQLException {
        var plan = QueryPlan.of(someone, TodoSql.count(TodoQuery.of(new MultivaluedHashMap<>())));
        assertIndexed(plan, "todos_by_");
        assertEquals(OWN, plan.rowsRead(), plan::toString);
    }

    /** By the primary key or by the owner's own index of ids: PostgreSQL's statistics decide, and either finds one row. */
    @Test
    void oneIsReadFromAnIndex() throws SQLException {
        var id = Acting.asking(someone, () -> todos.exported(Optional.empty()))
                .getLast()
                .id();
        var plan = QueryPlan.of(someone, TodoSql.one(id));
        assertEquals(1, plan.rowsRead(), plan::toString);
        assertIndexed(plan, "todos_");
    }

    @Test
    void anExportReadsNoneOfOthers() throws SQLException {
        Surroundings.seed(UUID.randomUUID(), OWN);
        assertReads(OWN, QueryPlan.of(someone, TodoSql.export(null, 500)));
        var exported = Acting.asking(someone, () -> todos.exported(Optional.empty()));
        assertReads(
                OWN, QueryPlan.of(someone, TodoSql.export(exported.getFirst().id(), 500)));
        assertReads(OWN, QueryPlan.of(someone, TodoSql.export(exported.getLast().id(), 500)));
    }

    private static MultivaluedMap<String, String> parameters(String sort) {
        var parameters = new MultivaluedHashMap<String, String>();
        parameters.putSingle("sort", sort);
        parameters.putSingle("limit", "10");
        return parameters;
    }

    /** @return where the next page begins */
    private Optional<Cursor> assertPage(MultivaluedMap<String, String> parameters, String index, int rows)
            throws SQLException {
        var query = TodoQuery.of(parameters);
        var plan = QueryPlan.of(someone, TodoSql.page(query));
        assertIndexed(plan, index);
        assertReads(rows, plan);
        return Acting.as(someone, () -> todos.list(query)).next();
    }

    private static void assertReads(int most, QueryPlan plan) {
        assertTrue(plan.rowsRead() <= most, () -> plan.rowsRead() + " rows read, not " + most + " at most: " + plan);
    }

    private static void assertIndexed(QueryPlan plan, String index) {
        assertFalse(plan.readsInSequence(), plan::toString);
        assertTrue(plan.indexes().anyMatch(name -> name.startsWith(index)), plan::toString);
        assertTrue(
                plan.indexConditions()
                        .allMatch(
                                condition -> BY_OWNER_OR_KEY.matcher(condition).find()),
                plan::toString);
    }
}
