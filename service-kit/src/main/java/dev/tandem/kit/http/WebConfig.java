package dev.tandem.kit.http;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/** Headers of every response. */
@ConfigMapping(prefix = "web")
interface WebConfig {

    /** How long browsers use HTTPS only (RFC 6797); over plain HTTP they ignore it. */
    @Pattern(regexp = "[\\x20-\\x7e]+", message = "(STRICT_TRANSPORT_SECURITY) must be the header's value on one line")
    String strictTransportSecurity();

    /** Prefix of the paths whose responses belong to one user. */
    String privatePath();

    /** {@code Cache-Control} of responses below {@link #privatePath}. */
    String privateCacheControl();
}
