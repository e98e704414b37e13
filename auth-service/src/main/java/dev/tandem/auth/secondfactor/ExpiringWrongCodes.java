package dev.tandem.auth.secondfactor;

import dev.tandem.auth.housekeeping.Expiring;
import jakarta.inject.Singleton;

/** Wrong codes that count no more. */
@Singleton
class ExpiringWrongCodes implements Expiring {

    @Override
    public String name() {
        return "wrong codes";
    }

    @Override
    public int deleteExpired(int limit) {
        return WrongCodes.deleteForgotten(limit);
    }
}
