package dev.tandem.todo.database;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Where the database is and as whom to use it; Quarkus' own settings are filled from here. */
@ConfigMapping(prefix = "database")
interface DatabaseConfig {

    @Pattern(regexp = "jdbc:postgresql:.+", message = "(DB_URL) must be a jdbc:postgresql: URL")
    String url();

    /** The application's role: bound by row-level security, and can't change the schema. */
    @NotBlank
    String username();

    @NotBlank
    String password();

    /** Whether this process migrates the schema before it starts. */
    boolean migrate();

    /** The role that owns the schema; only needed to migrate. */
    Optional<String> ownerUsername();

    Optional<String> ownerPassword();

    @AssertTrue(message = "DB_OWNER_USERNAME and DB_OWNER_PASSWORD are needed unless DB_MIGRATE is false")
    default boolean isOwnerKnownToMigrate() {
        return !migrate() || isOwnerKnown();
    }

    default boolean isOwnerKnown() {
        return ownerUsername().isPresent() && ownerPassword().isPresent();
    }
}
