package dev.tandem.todo.owner;

import dev.tandem.todo.quota.Quotas;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Tells PostgreSQL who is asking, so that its policies scope whatever is sent, native SQL included, and what an account
 * may store.
 *
 * <p>The setting lasts for the transaction only: it can't reach another person through the pool, nor through one that
 * shares connections between transactions. Outside a transaction nothing is set and nothing is visible.
 */
@Singleton
class RowLevelSecurity implements AgroalPoolInterceptor {

    private final Owner owner;
    private final String settings;

    RowLevelSecurity(Owner owner, Quotas quotas) {
        this.owner = owner;
        this.settings = "select set_config('app.user_id', ?, true), " + quotas.setting();
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                tellWhoIsAsking(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not scope the connection to its owner", e);
        }
    }

    private void tellWhoIsAsking(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(settings)) {
            statement.setString(1, owner.current().map(UUID::toString).orElse(""));
            statement.execute();
        }
    }
}
