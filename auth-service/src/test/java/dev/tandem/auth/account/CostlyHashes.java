package dev.tandem.auth.account;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Hashes that take most of a request's time, and a pepper that was changed once. */
public class CostlyHashes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "password.cost",
                "10",
                "password.pepper-id",
                "2",
                "password.pepper",
                "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=",
                "password.previous-peppers",
                "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    }
}
