package dev.tandem.auth.account;

import dev.tandem.auth.housekeeping.Expiring;
import jakarta.inject.Singleton;

/** Known devices that nobody used for long. */
@Singleton
class ExpiringDevices implements Expiring {

    @Override
    public String name() {
        return "known devices";
    }

    @Override
    public int deleteExpired(int limit) {
        return KnownDevice.deleteUnused(limit);
    }
}
