package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever deletes their account is gone from both services. */
class DeletionIT {

    private TestPair pair;
    private Person person;
    private Person other;

    @BeforeEach
    void start() {
        pair = TestPair.start(DeletionIT.class);
        person = Person.signUp(pair);
        other = Person.signUp(pair);
        for (var somebody : List.of(person, other)) {
            somebody.addTodo("One");
            somebody.addTodo("Two");
        }
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void theirTodosGoToo() {
        person.deleteAccount().expecting(204);
        person.me().expecting(401);
        person.logIn().expecting(401);
        eventually("the to-dos are gone", () -> todosOf(person) == 0);
        eventually("auth-service has the receipt", () -> receipts() == 1);
        eventually(
                "the access token is refused",
                () -> person.todos("GET", "", null).status() == 401);
        assertOtherUntouched();
    }

    @Test
    void theirTodosGoEvenIfEitherServiceIsDownMeanwhile() {
        pair.todo().kill();
        person.deleteAccount().expecting(204);
        pair.auth().kill();
        assertEquals(2, todosOf(person));

        pair.auth().start();
        pair.auth().awaitReady();
        pair.todo().start();
        pair.todo().awaitReady();
        eventually("the to-dos are gone", () -> todosOf(person) == 0);
        eventually("auth-service has the receipt", () -> receipts() == 1);
        assertOtherUntouched();
    }

    @Test
    void anAccessTokenThatWasNotYetRefusedBringsNothingBack() {
        pair.todo().kill();
        pair.todo().with("AUTH_REVOCATIONS_URL", "off").start();
        pair.todo().awaitReady();
        person.deleteAccount().expecting(204);
        eventually("the to-dos are gone", () -> todosOf(person) == 0);
        person.todos("GET", "", null).expecting(200);
        person.todos("POST", "", "{\"title\": \"Back again\"}").expecting(401);
        assertEquals(0, todosOf(person));
    }

    @Test
    void beforehandTheyCanTakeEverythingWithThem() {
        var export = person.export().expecting(200).json();
        assertEquals(
                Set.of("account", "events", "knownDevices", "sessions", "todos", "twoFactor"),
                export.getMap("").keySet());
        assertEquals(person.email(), export.getString("account.email"));
        assertEquals(List.of("One", "Two"), export.getList("todos.title"));

        pair.todo().kill();
        var refused = person.export().expecting(503);
        assertEquals("todos_unavailable", refused.json().getString("code"));
        assertEquals("5", refused.header("Retry-After"));
    }

    private void assertOtherUntouched() {
        assertEquals(2, todosOf(other));
        other.me().expecting(200);
        other.addTodo("Three");
    }

    private long todosOf(Person somebody) {
        return count("todo", "select count(*) from todos where owner_id = ?", somebody);
    }

    private long receipts() {
        return count(
                "auth", "select count(*) from security_event where account_id = ? and type = 'account_erased'", person);
    }

    private long count(String database, String sql, Person somebody) {
        try (var connection = pair.superuser(database);
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(somebody.id()));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
