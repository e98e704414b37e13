package dev.tandem.auth;

import dev.tandem.local.LocalPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A PostgreSQL of its own for the service under test. */
public class Database implements QuarkusTestResourceLifecycleManager {

    private static final String NAME = "auth";

    private LocalPostgres postgres;

    @Override
    public Map<String, String> start() {
        postgres = LocalPostgres.temporary();
        return postgres.database(NAME).asEnvironment();
    }

    @Override
    public void stop() {
        postgres.close();
    }
}
