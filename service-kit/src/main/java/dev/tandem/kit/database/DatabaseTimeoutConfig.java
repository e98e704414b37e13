package dev.tandem.kit.database;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/**
 * How long the application's connections may keep the database busy, in PostgreSQL's units. Not for migrations, which may
 * have to rewrite a table. Only validated here: the settings go to the driver as they are.
 */
@Unremovable
@ConfigMapping(prefix = "database-timeout")
public interface DatabaseTimeoutConfig {

    String FORMAT = "[1-9][0-9]{0,6}(ms|s)";

    /** How long a statement may take. */
    @Pattern(regexp = FORMAT, message = "(DB_STATEMENT_TIMEOUT) must be a number of ms or s, like 15s")
    String statement();

    /** How long a statement may wait for a lock. */
    @Pattern(regexp = FORMAT, message = "(DB_LOCK_TIMEOUT) must be a number of ms or s, like 10s")
    String lock();

    /** How long a transaction may be open with nothing to do. */
    @Pattern(regexp = FORMAT, message = "(DB_IDLE_IN_TRANSACTION_TIMEOUT) must be a number of ms or s, like 30s")
    String idleInTransaction();
}
