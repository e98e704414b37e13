package dev.tandem.auth.session;

import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Replaces a refresh token by its successor, which is what nearly every refresh comes to, in one statement: it waits for
 * the session's row, judges it by the database's clock and changes it, or else changes nothing.
 */
@Singleton
class Rotation {

    private static final String ROTATE = """
            update session
            set previous_token_hash = token_hash, token_hash = ?, sealed_successor = ?,
                rotated_at = clock_timestamp(), last_used_at = clock_timestamp()
            where family_hash = ? and token_hash = ? and\s""" + LiveSessions.IS_LIVE + """
            returning id, account_id,
                (extract(epoch from least(expires_at - last_used_at, make_interval(secs => ?))) * 1000)::bigint
            """;

    private final DataSource dataSource;
    private final double idleLifetime;

    Rotation(DataSource dataSource, SessionConfig config) {
        this.dataSource = dataSource;
        this.idleLifetime = config.idleLifetime().toMillis() / 1000.0;
    }

    /** @return empty where {@code current} is no living session's current token */
    Optional<OpenSession> rotate(RefreshToken current) {
        var successor = current.successor();
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(ROTATE)) {
            statement.setBytes(1, successor.hash());
            statement.setBytes(2, current.seal(successor));
            statement.setBytes(3, current.familyHash());
            statement.setBytes(4, current.hash());
            statement.setDouble(5, idleLifetime);
            statement.setDouble(6, idleLifetime);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(opened(rows, successor)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static OpenSession opened(ResultSet row, RefreshToken successor) throws SQLException {
        return new OpenSession(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                successor.encoded(),
                Duration.ofMillis(row.getLong(3)));
    }
}
