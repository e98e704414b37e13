package dev.tandem.todo.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Acting;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Whatever code inside the service does or forgets, it reaches the to-dos of the person asking and no others. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class OwnerScopingTest {

    @Inject
    EntityManager entities;

    @Inject
    DataSource dataSource;

    @Inject
    Todos todos;

    @Inject
    TodoSearch search;

    private UUID victim;
    private UUID thief;
    private UUID theirs;
    private UUID own;

    @BeforeEach
    void oneTodoEach() {
        victim = UUID.randomUUID();
        thief = UUID.randomUUID();
        theirs = Acting.as(
                victim, () -> todos.createOnce("key", input("theirs")).todo().id());
        own = Acting.as(thief, () -> todos.create(input("own")).todo().id());
    }

    @TestFactory
    Stream<DynamicTest> nothingOfOthersIsRead() {
        return Stream.concat(scopedReads().entrySet().stream(), nativeReads().entrySet().stream())
                .map(read ->
                        DynamicTest.dynamicTest(read.getKey(), () -> assertNothing(Acting.as(thief, read.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> nothingOfOthersIsChanged() {
        return Stream.concat(scopedChanges().entrySet().stream(), nativeChanges().entrySet().stream())
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> assertUnchanged(change.getValue())));
    }

    /** The first of the two nets by itself: the second would hide its holes. */
    @TestFactory
    Stream<DynamicTest> queriesAreScopedByThemselves() {
        var reads = scopedReads().entrySet().stream()
                .map(read -> DynamicTest.dynamicTest(
                        read.getKey(),
                        () -> withoutRowLevelSecurity(() -> assertNothing(Acting.as(thief, read.getValue())))));
        var changes = scopedChanges().entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(
                        change.getKey(), () -> withoutRowLevelSecurity(() -> assertUnchanged(change.getValue()))));
        return Stream.concat(reads, changes);
    }

    private Map<String, Callable<Object>> scopedReads() {
        var reads = new LinkedHashMap<String, Callable<Object>>();
        reads.put("listAll", () -> Todo.listAll().size() - 1);
        reads.put("findAll", () -> Todo.findAll().list().size() - 1);
        reads.put("streamAll", () -> Todo.streamAll().count() - 1);
        reads.put("count", () -> Todo.count() - 1);
        reads.put("count by", () -> Todo.count("title", "theirs"));
        reads.put("findById", () -> Todo.findById(theirs));
        reads.put("findByIdOptional", () -> Todo.findByIdOptional(theirs).orElse(null));
        reads.put("findById with a lock", () -> Todo.findById(theirs, LockModeType.PESSIMISTIC_WRITE));
        reads.put("find", () -> Todo.find("title", "theirs").firstResult());
        reads.put(
                "find whatever is true",
                () -> Todo.find("1 = 1 or title = 'x'").list().size() - 1);
        reads.put("list by owner", () -> Todo.list("owner", victim.toString()).size());
        reads.put(
                "project",
                () -> Todo.find("from Todo t where t.id = ?1", theirs)
                        .project(Title.class)
                        .firstResult());
        reads.put("entity manager find", () -> entities.find(Todo.class, theirs));
        reads.put(
                "JPQL",
                () -> entities.createQuery("select t from Todo t where t.id = :id", Todo.class)
                        .setParameter("id", theirs)
                        .getResultList()
                        .size());
        reads.put(
                "JPQL sub-query",
                () -> entities.createQuery(
                                "select count(o) from Todo o where exists (from Todo t where t.id = :id)", Long.class)
                        .setParameter("id", theirs)
                        .getSingleResult());
        reads.put(
                "JPQL join",
                () -> entities.createQuery("select count(t) from Todo o join Todo t on t.title = 'theirs'", Long.class)
                        .getSingleResult());
        reads.put("criteria", () -> {
            var builder = entities.getCriteriaBuilder();
            var query = builder.createQuery(Todo.class);
            query.where(builder.equal(query.from(Todo.class).get("id"), theirs));
            return entities.createQuery(query).getResultList().size();
        });
        reads.put("keys", () -> IdempotencyKey.count());
        reads.put("service: export", () -> todos.exported(Optional.empty()).size() - 1);
        reads.put("service: list", () -> todos.list(everything()).todos().size() - 1);
        reads.put("service: count", () -> todos.list(everything()).total().orElseThrow() - 1);
        reads.put("service: get", () -> search.one(theirs).orElse(null));
        return reads;
    }

    private Map<String, Callable<Object>> nativeReads() {
        var reads = new LinkedHashMap<String, Callable<Object>>();
        reads.put(
                "native SQL",
                () -> entities.createNativeQuery("select count(*) from todos where id = :id")
                        .setParameter("id", theirs)
                        .getSingleResult());
        reads.put(
                "native SQL into entities",
                () -> entities.createNativeQuery("select * from todos", Todo.class)
                                .getResultList()
                                .size()
                        - 1);
        reads.put(
                "native SQL naming the owner",
                () -> entities.createNativeQuery("select count(*) from todos where owner_id = :owner")
                        .setParameter("owner", victim)
                        .getSingleResult());
        reads.put("plain JDBC", () -> jdbc("select count(*) from todos where id = '" + theirs + "'"));
        reads.put("plain JDBC, everything", () -> jdbc("select count(*) - 1 from todos"));
        reads.put("plain JDBC, keys", () -> jdbc("select count(*) from idempotency_keys"));
        return reads;
    }

    private static void assertNothing(Object result) {
        if (result instanceof Number number) {
            assertEquals(0, number.longValue());
        } else {
            assertEquals(null, result);
        }
    }

    private void assertUnchanged(Callable<Object> change) throws Exception {
        oneTodoEach();
        assertEquals(0, ((Number) Acting.as(thief, change)).longValue());
        assertEquals("theirs of " + victim, stored());
    }

    private Map<String, Callable<Object>> scopedChanges() {
        var changes = new LinkedHashMap<String, Callable<Object>>();
        changes.put("delete", () -> Todo.delete("id", theirs));
        changes.put("deleteById", () -> Todo.deleteById(theirs) ? 1 : 0);
        changes.put("delete by owner", () -> Todo.delete("owner", victim.toString()));
        changes.put("deleteAll", () -> Todo.deleteAll() - 1);
        changes.put("update", () -> Todo.update("title = 'stolen' where id = ?1", theirs));
        changes.put("update all", () -> Todo.update("title = 'stolen'") - 1);
        changes.put(
                "JPQL update",
                () -> entities.createQuery("update Todo t set t.title = 'stolen' where t.id = :id")
                        .setParameter("id", theirs)
                        .executeUpdate());
        changes.put("criteria delete", () -> {
            var builder = entities.getCriteriaBuilder();
            var delete = builder.createCriteriaDelete(Todo.class);
            delete.where(builder.equal(delete.from(Todo.class).get("id"), theirs));
            return entities.createQuery(delete).executeUpdate();
        });
        return changes;
    }

    private Map<String, Callable<Object>> nativeChanges() {
        var changes = new LinkedHashMap<String, Callable<Object>>();
        changes.put(
                "native update",
                () -> entities.createNativeQuery("update todos set title = 'stolen'")
                                .executeUpdate()
                        - 1);
        changes.put(
                "native update to mine",
                () -> entities.createNativeQuery("update todos set owner_id = :me where id = :id")
                        .setParameter("me", thief)
                        .setParameter("id", theirs)
                        .executeUpdate());
        changes.put(
                "native delete",
                () -> entities.createNativeQuery("delete from todos where id = :id")
                        .setParameter("id", theirs)
                        .executeUpdate());
        changes.put("plain JDBC update", () -> jdbcUpdate("update todos set title = 'stolen'") - 1);
        changes.put("plain JDBC delete", () -> jdbcUpdate("delete from todos") - 1);
        return changes;
    }

    @TestFactory
    Stream<DynamicTest> nothingIsGivenToOrTakenFromOthers() {
        var changes = Map.<String, Callable<Object>>of(
                "an entity of theirs",
                        () -> {
                            var todo = planted();
                            todo.owner = victim.toString();
                            todo.persistAndFlush();
                            return null;
                        },
                "merging a copy of theirs",
                        () -> {
                            var copy = planted();
                            copy.id = theirs;
                            copy.owner = victim.toString();
                            entities.merge(copy);
                            entities.flush();
                            return null;
                        },
                "native insert",
                        () -> entities.createNativeQuery(INSERT + "'" + victim + "')")
                                .executeUpdate(),
                "native update of the owner",
                        () -> entities.createNativeQuery("update todos set owner_id = :victim where id = :id")
                                .setParameter("victim", victim)
                                .setParameter("id", own)
                                .executeUpdate(),
                "plain JDBC insert", () -> jdbcUpdate(INSERT + "'" + victim + "')"),
                "plain JDBC insert without an owner", () -> jdbcUpdate(INSERT + "null)"),
                "plain JDBC update", () -> jdbcUpdate("update todos set owner_id = '" + victim + "'"));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    oneTodoEach();
                    var before = count();
                    assertThrows(Exception.class, () -> Acting.as(thief, change.getValue()));
                    assertEquals("theirs of " + victim, stored());
                    assertEquals(before, count());
                }));
    }

    private static final String INSERT = """
            insert into todos (id, version, title, description, completed, priority, tags, created_at, updated_at,
              owner_id)
            values (uuidv7(), 0, 'planted', '', false, 'NONE', '{}', now(), now(),
            """;

    @Test
    void anOwnerLeftOutIsThePersonAsking() {
        Acting.as(thief, () -> jdbcUpdate(INSERT.replace(",\n  owner_id", "").replaceFirst(",\\s*$", ")")));
        assertEquals(2, Acting.as(thief, () -> Todo.count()));
    }

    @Test
    void withoutAnyoneAskingNothingIsReached() throws SQLException {
        Executable panache = () -> Acting.asNobody(() -> Todo.count());
        assertThrows(RuntimeException.class, panache);
        assertEquals(0L, Acting.asNobody(() -> jdbc("select count(*) from todos")));
        assertEquals(0, Acting.asNobody(() -> jdbcUpdate("delete from todos")));
        assertThrows(RuntimeException.class, () -> Acting.asNobody(() -> jdbcUpdate(INSERT + "'" + victim + "')")));
    }

    @Test
    void aConnectionTakesNothingToItsNextUser() throws SQLException {
        for (int i = 0; i < 50; i++) {
            assertEquals(1L, Acting.as(victim, () -> jdbc("select count(*) from todos")));
            try (Connection connection = dataSource.getConnection()) { // no transaction, nobody asking
                assertEquals(0L, query(connection, "select count(*) from todos"));
                assertTrue(connection.getAutoCommit());
            }
        }
    }

    @Test
    void aReadInOneTripLeavesNothingBehind() throws SQLException {
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    1,
                    Acting.asking(victim, () -> todos.list(everything()).todos().size()));
            assertEquals(
                    0, Acting.asking(thief, () -> search.one(theirs).stream().count()));
            try (Connection connection = dataSource.getConnection()) {
                assertEquals(0L, query(connection, "select count(*) from todos"));
            }
        }
    }

    @Test
    void theSettingLastsForTheTransactionOnly() {
        var setting = Acting.as(victim, () -> {
            try (var connection = dataSource.getConnection()) {
                assertEquals(false, connection.getAutoCommit());
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("select current_setting('app.user_id')")) {
                    row.next();
                    return row.getString(1);
                }
            }
        });
        assertEquals(victim.toString(), setting);
    }

    record Title(String title) {}

    private static void withoutRowLevelSecurity(Executable action) throws Throwable {
        rowLevelSecurity("disable");
        try {
            action.execute();
        } finally {
            rowLevelSecurity("enable");
        }
    }

    private static void rowLevelSecurity(String onOrOff) throws SQLException {
        try (var connection = Surroundings.superuser();
                var statement = connection.createStatement()) {
            for (var table : List.of("todos", "idempotency_keys")) {
                statement.execute("alter table " + table + " " + onOrOff + " row level security");
            }
        }
    }

    private static TodoQuery everything() {
        var parameters = new MultivaluedHashMap<String, String>();
        parameters.putSingle("count", "true");
        return TodoQuery.of(parameters);
    }

    private static Todo planted() {
        var todo = new Todo();
        todo.id = UUID.randomUUID();
        todo.createdAt = Todo.now();
        todo.updatedAt = todo.createdAt;
        todo.replaceWith(input("planted"));
        return todo;
    }

    private static TodoInput input(String title) {
        return new TodoInput(title, null, null, null, null, null, List.of());
    }

    private long jdbc(String sql) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return query(connection, sql);
        }
    }

    private static long query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private int jdbcUpdate(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private String stored() throws SQLException {
        try (var connection = Surroundings.superuser();
                var statement = connection.prepareStatement("select title, owner_id from todos where id = ?")) {
            statement.setObject(1, theirs);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getString(1) + " of " + row.getString(2) : "gone";
            }
        }
    }

    private static long count() throws SQLException {
        try (var connection = Surroundings.superuser()) {
            return query(connection, "select count(*) from todos");
        }
    }
}
