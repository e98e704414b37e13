package dev.tandem.todo.owner;

import dev.tandem.todo.quota.Quotas;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Single statements as the person asking, each in one trip to the database and with no transaction around it: the
 * statement itself sets what row-level security goes by, for as long as it lasts.
 */
@Singleton
public class OwnRows {

    private static final String ASKING =
            "with asking as materialized (select set_config('app.user_id', ?, true)::uuid as owner";

    /** Makes something of the row that {@code rows} is at. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private final DataSource dataSource;
    private final Owner owner;
    private final String inserting;

    OwnRows(DataSource dataSource, Owner owner, Quotas quotas) {
        this.dataSource = dataSource;
        this.owner = owner;
        this.inserting = ASKING + ", " + quotas.setting() + ") ";
    }

    /**
     * @param sql a query of rows that belong to {@code asking.owner}. Depending on that row, it begins when the setting
     *     is made; were PostgreSQL ever to see that differently, it would find nothing.
     * @param values of its parameters, in their order
     * @throws PersistenceException where the database can't or won't
     */
    public <T> List<T> query(String sql, List<Object> values, Reader<T> reader) {
        return run(query(sql), values, reader);
    }

    /**
     * @param sql inserts what it selects from {@code asking}, for that row's {@code owner}, and returns it
     * @param values of its parameters, in their order; null where there is none
     * @throws PersistenceException where the database can't or won't
     */
    public <T> T insert(String sql, List<Object> values, Reader<T> reader) {
        return run(inserting + sql, values, reader).getFirst();
    }

    /** What is sent for a query; its first parameter is who asks. */
    public static String query(String sql) {
        return ASKING + ") select own.* from asking cross join lateral (" + sql + ") own";
    }

    private <T> List<T> run(String sql, List<Object> values, Reader<T> reader) {
        var asking =
                owner.current().map(UUID::toString).orElseThrow(() -> new IllegalStateException("Nobody is asking"));
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, asking);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 2, values.get(i));
            }
            return read(statement, reader);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static <T> List<T> read(PreparedStatement statement, Reader<T> reader) throws SQLException {
        var found = new ArrayList<T>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }
}
