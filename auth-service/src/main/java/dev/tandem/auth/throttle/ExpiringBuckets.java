package dev.tandem.auth.throttle;

import dev.tandem.auth.housekeeping.Expiring;
import jakarta.inject.Singleton;

/** Buckets whose time is over. */
@Singleton
class ExpiringBuckets implements Expiring {

    @Override
    public String name() {
        return "throttle buckets";
    }

    @Override
    public int deleteExpired(int limit) {
        return Counts.deleteOver(limit);
    }
}
