package dev.tandem.endtoend.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** todo-service's table, filled behind its back. */
final class TodoTable {

    static final int OF_A_STRANGER = 10;

    private static final String FILL = """
            insert into todos
              (id, owner_id, version, title, description, completed, priority, tags, created_at, updated_at)
            select uuidv7(), %s, 0, 'To-do ' || n, 'Not read by anybody', false, 'NONE', '{home}', now(), now()
            from generate_series(1, ?) n""";

    private final Contestant at;

    /** Whatever is there now, the reader's to-dos, is there at every step. */
    TodoTable(Contestant at) throws SQLException {
        this.at = at;
        try (var connection = connect()) {
            run(connection, "create schema bench");
            run(connection, "create table bench.kept as select * from todos");
            // The last one, which is worked out from the others.
            run(connection, "alter table bench.kept drop column title_key");
        }
    }

    /** Exactly what {@code step} says, as if it had been there for a while. */
    void fill(Step step) throws SQLException {
        try (var connection = connect()) {
            // Triggers take a lock for each owner, of which one transaction can't have 100,000.
            run(connection, "set session_replication_role = replica");
            run(connection, "truncate todos");
            run(connection, "insert into todos select * from bench.kept");
            for (var person : List.of(at.people().reader(), at.people().writer())) {
                var missing = step.own() - count(connection, UUID.fromString(person.id()));
                insert(connection, "'" + person.id() + "'::uuid", missing);
            }
            insert(connection, "md5('stranger ' || n / " + OF_A_STRANGER + ")::uuid", step.strangers() * OF_A_STRANGER);
            run(connection, "vacuum analyze todos");
            run(connection, "checkpoint");
        }
    }

    private Connection connect() throws SQLException {
        return at.superuser("todo");
    }

    private static int count(Connection connection, UUID owner) throws SQLException {
        try (var statement = connection.prepareStatement("select count(*) from todos where owner_id = ?")) {
            statement.setObject(1, owner);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void insert(Connection connection, String owner, int todos) throws SQLException {
        try (var statement = connection.prepareStatement(FILL.formatted(owner))) {
            statement.setInt(1, todos);
            statement.executeUpdate();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
