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

    @Override
    public String sessions() {
        return "10/1h";
    }

    @Override
    public String resets() {
        return "3/1h";
    }

    @Override
    public String writesPerNetwork() {
        return "20/1m";
    }

    @Override
    public String writesPerAccount() {
        return "10/1m";
    }

    @Override
    public String mailRequests() {
        return "5/5m";
    }
}
