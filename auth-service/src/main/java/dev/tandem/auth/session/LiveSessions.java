package dev.tandem.auth.session;

import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Which sessions can still be used, by the database's clock: asked with every access token, in one statement. */
@Singleton
class LiveSessions {

    /** Of a row; its parameter is how long a session lives unused, in seconds. */
    static final String IS_LIVE = """
            ended_at is null and expires_at > clock_timestamp()
                and last_used_at + make_interval(secs => ?) > clock_timestamp()
            """;

    private static final String CONTAIN = "select exists (select from session where id = ? and " + IS_LIVE + ")";

    private final DataSource dataSource;
    private final double idleLifetime;

    LiveSessions(DataSource dataSource, SessionConfig config) {
        this.dataSource = dataSource;
        this.idleLifetime = config.idleLifetime().toMillis() / 1000.0;
    }

    boolean contain(UUID id) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(CONTAIN)) {
            statement.setObject(1, id);
            statement.setDouble(2, idleLifetime);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
