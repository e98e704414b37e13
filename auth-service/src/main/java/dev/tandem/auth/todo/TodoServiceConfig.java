package dev.tandem.auth.todo;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** The other service. */
@ConfigMapping(prefix = "todo-service")
interface TodoServiceConfig {

    /** Where it is reached from here, without a slash at the end. */
    @Pattern(regexp = "https?://[^/?#\\s]+", message = "(TODO_SERVICE_URL) must be an http(s) URL without a path")
    String url();
}
