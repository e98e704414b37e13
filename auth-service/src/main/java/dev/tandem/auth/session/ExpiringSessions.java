package dev.tandem.auth.session;

import dev.tandem.auth.housekeeping.Expiring;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Sessions that ended a while ago. Until then they tell a device that comes back from a new one. */
@Singleton
class ExpiringSessions implements Expiring {

    private static final Duration KEPT = Duration.ofDays(30);

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public int deleteExpired(int limit) {
        return Session.deleteEndedBefore(KEPT, limit);
    }
}
