package dev.tandem.auth.audit;

import dev.tandem.auth.housekeeping.Expiring;
import jakarta.inject.Singleton;

/** Security events whose time is over. */
@Singleton
class ExpiringEvents implements Expiring {

    private final AuditConfig config;

    ExpiringEvents(AuditConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "security events";
    }

    @Override
    public int deleteExpired(int limit) {
        return KeptEvent.deleteOlderThan(config.retention(), limit);
    }
}
