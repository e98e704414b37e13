package dev.tandem.auth.housekeeping;

import io.quarkus.arc.All;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Deletes what has expired. Every replica tries; one at a time does it, a batch per transaction. */
@Singleton
class Housekeeping {

    private static final int BATCH = 1000;

    /** Any number that no other advisory lock of this database uses. */
    private static final long LOCK = 7_468_101;

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final List<Expiring> kinds;

    Housekeeping(@All List<Expiring> kinds) {
        this.kinds = kinds;
    }

    @Scheduled(
            every = "{housekeeping.interval}",
            delayed = "{housekeeping.delay}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        kinds.forEach(this::tidy);
    }

    private void tidy(Expiring kind) {
        try {
            long deleted = 0;
            int batch;
            do {
                batch = QuarkusTransaction.requiringNew().call(() -> isAlone() ? kind.deleteExpired(BATCH) : 0);
                deleted += batch;
            } while (batch == BATCH);
            if (deleted > 0) {
                LOG.infof("Deleted %d expired %s", deleted, kind.name());
            }
        } catch (RuntimeException e) {
            LOG.warnf("Expired %s can't be deleted: %s", kind.name(), e.getMessage());
        }
    }

    /** Until the end of the transaction. */
    private static boolean isAlone() {
        return Panache.getSession()
                .createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }
}
