package dev.tandem.todo;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** Read by Quarkus itself; mapped here so that a start without them names every one that is missing. */
@ConfigMapping(prefix = "db")
@Unremovable
public interface DatabaseSettings {

    @Pattern(regexp = "jdbc:postgresql:.+", message = "must be a jdbc:postgresql: URL")
    String url();

    /** The role whose queries are bound by row-level security. */
    String username();

    String password();

    Owner owner();

    /** The role that migrates the schema. */
    interface Owner {

        String username();

        String password();
    }
}
