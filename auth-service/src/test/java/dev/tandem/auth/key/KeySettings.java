package dev.tandem.auth.key;

import java.time.Duration;

/** As a replica has them that leaves the schedule to the test. */
record KeySettings() implements KeyConfig {

    @Override
    public Duration rotationPeriod() {
        return Duration.ofDays(30);
    }

    @Override
    public Duration reloadInterval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String checkInterval() {
        return "off";
    }

    @Override
    public Duration tokenLifetime() {
        return Duration.ofMinutes(5);
    }

    @Override
    public boolean tended() {
        return true;
    }
}
