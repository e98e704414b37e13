package dev.tandem.auth.secondfactor;

import dev.tandem.auth.housekeeping.Expiring;
import jakarta.inject.Singleton;

/** Authenticators that were never confirmed. */
@Singleton
class ExpiringEnrolments implements Expiring {

    @Override
    public String name() {
        return "enrolments";
    }

    @Override
    public int deleteExpired(int limit) {
        return Authenticator.deleteUnconfirmed(Authenticators.TIME_TO_CONFIRM, limit);
    }
}
