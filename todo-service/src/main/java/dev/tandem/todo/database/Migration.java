package dev.tandem.todo.database;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Migrates and ends, so that what serves need not know the owner's password. Several at once wait for each other. */
@Singleton
public class Migration implements QuarkusApplication {

    public static final String USAGE = "todo-service migrate   bring the schema up to date as DB_OWNER_USERNAME";

    /** It listens nowhere, leaves auth-service alone, and has stdout for its answer. */
    public static final Map<String, String> SETTINGS = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.scheduler.enabled", "false",
            "quarkus.shutdown.delay", "0s",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.console.json.enabled", "false",
            "quarkus.log.category.\"io.quarkus\".level", "ERROR",
            "quarkus.log.category.\"dev.tandem.todo.token\".level", "ERROR",
            "revocations.url", "off",
            "database.migrate", "false");

    private final DatabaseConfig config;
    private final Flyway flyway;

    Migration(DatabaseConfig config, Flyway flyway) {
        this.config = config;
        this.flyway = flyway;
    }

    @Override
    public int run(String... arguments) {
        if (!config.isOwnerKnown()) {
            System.err.println("DB_OWNER_USERNAME and DB_OWNER_PASSWORD are needed to migrate.");
            return 1;
        }
        try {
            var result = flyway.migrate();
            System.out.printf(
                    "%d migrations applied, the schema is at version %s.%n",
                    result.migrationsExecuted, flyway.info().current().getVersion());
            return 0;
        } catch (FlywayException e) {
            System.err.println("Failed: " + e.getMessage());
            return 1;
        }
    }
}
