package dev.tandem.auth.audit;

import dev.tandem.auth.client.DeviceNames;
import dev.tandem.auth.database.DatabaseClock;
import dev.tandem.kit.rate.Rate;
import dev.tandem.kit.rate.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The append-only record of what happened to accounts: in the database and, once committed, as a log line. */
@ApplicationScoped
public class SecurityEvents {

    private final TransactionSynchronizationRegistry transaction;
    private final DeviceNames devices;
    private final RateLimiter perAccount;

    SecurityEvents(AuditConfig config, TransactionSynchronizationRegistry transaction, DeviceNames devices) {
        this.perAccount = new RateLimiter("events", Rate.parse(config.perAccount()));
        this.transaction = transaction;
        this.devices = devices;
    }

    /**
     * Joins the caller's transaction, so that what happened is on record or did not happen. What happens to an account
     * without end is in the log alone after a while: each type by itself, so that no flood hides another event.
     */
    @Transactional
    public void record(SecurityEvent event) {
        var kept = KeptEvent.of(event, DatabaseClock.now());
        if (event.account() == null
                || !perAccount.take(event.account() + " " + event.type()).isExceeded()) {
            kept.persist();
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only what comes after matters.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    EventLog.write(kept);
                }
            }
        });
    }

    /** Like {@link #record} for many accounts at once, but without log lines, which would drown all others. */
    @Transactional
    public void recordForEach(SecurityEventType type, Collection<UUID> accounts) {
        KeptEvent.insertForEach(type, accounts);
    }

    /**
     * Keeps of an account's events what and when, under an id that names nobody any longer: not from where. To be called
     * after the account's deletion, in its transaction.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void anonymize(UUID account) {
        KeptEvent.anonymize(account);
    }

    /** @param before only older ones than this; null for the newest */
    @Transactional
    public List<EventView> of(UUID account, UUID before, int limit) {
        return KeptEvent.newest(account, before, limit).stream().map(this::view).toList();
    }

    /** As {@link #of}, with details. */
    @Transactional
    List<ExportedEvent> exported(UUID account, UUID before, int limit) {
        return KeptEvent.newest(account, before, limit).stream()
                .map(event -> new ExportedEvent(view(event), event.detail))
                .toList();
    }

    private EventView view(KeptEvent event) {
        return EventView.of(event, devices.of(event.userAgent));
    }
}
