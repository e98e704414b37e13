package dev.tandem.auth.database;

import dev.tandem.auth.command.Command;
import dev.tandem.auth.command.Refusal;
import dev.tandem.auth.command.Terminal;
import jakarta.inject.Singleton;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Migrates and ends, so that what serves need not know the owner's password. Several at once wait for each other. */
@Singleton
public class MigrateCommand extends Command {

    public static final String USAGE =
            "auth-service migrate                   bring the schema up to date as DB_OWNER_USERNAME";

    private final DatabaseConfig config;
    private final Flyway flyway;

    MigrateCommand(DatabaseConfig config, Flyway flyway) {
        this.config = config;
        this.flyway = flyway;
    }

    @Override
    protected int perform(List<String> arguments, Terminal terminal) {
        if (arguments.size() > 1) {
            throw Refusal.usage(USAGE);
        }
        if (!config.isOwnerKnown()) {
            throw new Refusal("DB_OWNER_USERNAME and DB_OWNER_PASSWORD are needed to migrate.");
        }
        var result = flyway.migrate();
        terminal.out()
                .printf(
                        "%d migrations applied, the schema is at version %s.%n",
                        result.migrationsExecuted, flyway.info().current().getVersion());
        return DONE;
    }
}
