package dev.tandem.endtoend;

import static dev.tandem.endtoend.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.local.Service;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageIT {

    private TestPair pair;
    private Person person;

    @BeforeEach
    void start() {
        pair = TestPair.start(OutageIT.class);
        person = Person.signUp(pair);
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void todoServiceNeedsAuthServiceOnlyToStart() {
        person.addTodo("Before");

        pair.auth().kill();
        person.addTodo("During");
        assertTrue(pair.todo().isReady());

        pair.todo().stop();
        pair.todo().start();
        eventually("todo-service is live without auth-service", pair.todo()::isLive);
        assertFalse(pair.todo().isReady());

        pair.auth().start();
        pair.auth().awaitReady();
        pair.todo().awaitReady();
        person.addTodo("After");
        assertEquals(
                3,
                person.todos("GET", "", null)
                        .expecting(200)
                        .json()
                        .getList("id")
                        .size());
    }

    @Test
    void bothServicesRecoverFromARestartOfTheDatabase() {
        var id = person.addTodo("Kept");

        pair.stopPostgres();
        assertUnavailable(person.todos("GET", "/" + id, null));
        assertUnavailable(person.refresh());
        eventually("auth-service says that it is not ready", () -> !pair.auth().isReady());
        eventually("todo-service says that it is not ready", () -> !pair.todo().isReady());
        assertLive(pair.auth());
        assertLive(pair.todo());

        pair.startPostgres();
        pair.auth().awaitReady();
        pair.todo().awaitReady();
        person.todos("GET", "/" + id, null).expecting(200);
        person.refresh().expecting(200);
    }

    @Test
    void bothServicesBearADatabaseThatTakesNoMoreConnections() throws SQLException {
        var id = person.addTodo("Kept");

        limitConnections(0);
        for (int i = 0; i < 5; i++) {
            assertUnavailable(person.todos("GET", "/" + id, null));
            assertUnavailable(person.refresh());
        }

        limitConnections(-1);
        eventually("to-dos are there again", () -> isAvailable(person.todos("GET", "/" + id, null)));
        eventually("refreshes are answered again", () -> isAvailable(person.refresh()));
    }

    /** Those that are open are closed. */
    private void limitConnections(int limit) throws SQLException {
        try (var connection = pair.superuser("postgres");
                var statement = connection.createStatement()) {
            for (var role : List.of("auth_app", "todo_app")) {
                statement.execute("alter role " + role + " connection limit " + limit);
                statement.execute(
                        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '" + role + "'");
            }
        }
    }

    private static boolean isAvailable(Answer answer) {
        if (answer.status() != 200) {
            assertUnavailable(answer);
        }
        return answer.status() == 200;
    }

    private static void assertLive(Service service) {
        assertTrue(service.isLive(), () -> service.name() + " would be restarted for its database's fault");
    }

    /** The server's fault, said in the way all errors are, and not blamed on the token. */
    private static void assertUnavailable(Answer answer) {
        answer.expecting(503);
        assertEquals("2", answer.header("Retry-After"));
        assertTrue(answer.header("Content-Type").startsWith("application/problem+json"));
        assertFalse(answer.body().contains("xception"), answer::body);
    }
}
