package dev.tandem.auth.throttle;

/** Limits that a test soon reaches. */
record SmallLimits() implements ThrottleConfig {

    @Override
    public String loginsPerAccountAndNetwork() {
        return "10/15m";
    }

    @Override
    public String loginsPerDevice() {
        return "10/15m";
    }

    @Override
    public String loginsPerNetwork() {
        return "20/15m";
    }

    @Override
    public String loginsPerAccount() {
        return "100/1d";
    }

    @Override
    public String signups() {
        return "5/5m";
    }
}
