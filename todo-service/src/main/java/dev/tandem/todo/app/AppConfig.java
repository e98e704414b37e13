package dev.tandem.todo.app;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** What the browser app is told. */
@ConfigMapping(prefix = "app")
interface AppConfig {

    /** Where it finds auth-service; ends up in a header and in HTML, so nothing but an origin will do. */
    @Pattern(
            regexp = "https?://[A-Za-z0-9.\\-\\[\\]:]+",
            message = "must be an origin such as https://auth.example.com (AUTH_ISSUER)")
    String authOrigin();
}
