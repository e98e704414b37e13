package dev.tandem.auth.database;

import dev.tandem.auth.Database;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** As short as a test wants to wait; idle in a transaction the service is while it makes its first RSA key, too. */
public class ShortTimeouts implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(
                Database.class,
                Map.of(
                        "DB_STATEMENT_TIMEOUT", "2s",
                        "DB_LOCK_TIMEOUT", "500ms",
                        "DB_IDLE_IN_TRANSACTION_TIMEOUT", "8s")));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
