package dev.tandem.auth;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service as it comes, with its limits on what can be done how often, behind a proxy that the test plays. */
public class UsualLimits implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("client.trusted-proxies", "127.0.0.0/8");
    }
}
