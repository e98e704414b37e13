package dev.tandem.local;

import java.util.Map;

/**
 * One service's database with its two roles: the owner migrates the schema, the application only reads and writes
 * rows.
 */
public record ServiceDatabase(
        String jdbcUrl, String owner, String ownerPassword, String application, String applicationPassword) {

    /** The settings under the names both services read them by. */
    public Map<String, String> asEnvironment() {
        return Map.of(
                "DB_URL", jdbcUrl,
                "DB_USERNAME", application,
                "DB_PASSWORD", applicationPassword,
                "DB_OWNER_USERNAME", owner,
                "DB_OWNER_PASSWORD", ownerPassword);
    }
}
