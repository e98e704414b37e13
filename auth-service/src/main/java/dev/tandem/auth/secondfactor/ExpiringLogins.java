package dev.tandem.auth.secondfactor;

import dev.tandem.auth.housekeeping.Expiring;
import jakarta.inject.Singleton;

/** Log-ins that were never completed. */
@Singleton
class ExpiringLogins implements Expiring {

    @Override
    public String name() {
        return "pending log-ins";
    }

    @Override
    public int deleteExpired(int limit) {
        return PendingLogin.deleteExpired(limit);
    }
}
