package dev.tandem.auth.database;

import dev.tandem.auth.Database;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The database may be kept busy only for as long as a test wants to wait. */
public class ShortTimeouts implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(
                Database.class,
                Map.of(
                        "DB_STATEMENT_TIMEOUT", "2s",
                        "DB_LOCK_TIMEOUT", "500ms",
                        "DB_IDLE_IN_TRANSACTION_TIMEOUT", "700ms")));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
