package dev.tandem.todo.housekeeping;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Deletes what has expired, whosever it is. Every replica does: what one has deleted the others do not find. */
@Singleton
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final DataSource database;

    Housekeeping(DataSource database) {
        this.database = database;
    }

    /** Without a condition, for nobody asks here: the policies let go of expired rows and of no other. */
    @Scheduled(
            every = "{housekeeping.interval}",
            delayed = "{housekeeping.delay}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void tidy() {
        for (var table : List.of("idempotency_keys", "erasures")) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                var deleted = statement.executeUpdate("delete from " + table);
                if (deleted > 0) {
                    LOG.infof("Deleted %d expired %s", deleted, table);
                }
            } catch (SQLException e) {
                LOG.warnf("Expired %s can't be deleted: %s", table, e.getMessage());
            }
        }
    }
}
