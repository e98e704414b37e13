package dev.tandem.todo.web;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** What every answer says. */
@ConfigMapping(prefix = "web")
interface WebConfig {

    /** For how long browsers are to come by HTTPS alone (RFC 6797); over plain HTTP they take no notice of it. */
    @Pattern(regexp = "[\\x20-\\x7e]+", message = "(STRICT_TRANSPORT_SECURITY) must be the header's value on one line")
    String strictTransportSecurity();
}
