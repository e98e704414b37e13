package dev.tandem.todo.owner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Reads as the person asking, in one trip to the database and with no transaction around it: the query itself sets what
 * row-level security goes by, for as long as it lasts.
 *
 * <p>It depends on the row that the setting makes, so the setting is there before the first of the person's own rows is
 * looked for. Were PostgreSQL ever to see that differently, it would find nothing.
 */
@ApplicationScoped
public class OwnRows {

    private static final String SCOPED = """
            select own.*
            from (select set_config('app.user_id', ?, true)::uuid as owner offset 0) asking
            cross join lateral (%s) own""";

    /** Makes something of the row that {@code rows} is at. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private final DataSource dataSource;
    private final Owner owner;

    OwnRows(DataSource dataSource, Owner owner) {
        this.dataSource = dataSource;
        this.owner = owner;
    }

    /**
     * @param sql a query with the condition that a row's owner be {@code asking.owner}, so that it is scoped twice
     * @throws PersistenceException where the database can't or won't
     */
    public <T> List<T> query(String sql, List<Object> values, Reader<T> reader) {
        var asking =
                owner.current().map(UUID::toString).orElseThrow(() -> new IllegalStateException("Nobody is asking"));
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(scoped(sql))) {
            statement.setString(1, asking);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 2, values.get(i));
            }
            return read(statement, reader);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** What is sent for {@code sql}; the first parameter is who asks. */
    public static String scoped(String sql) {
        return SCOPED.formatted(sql);
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
