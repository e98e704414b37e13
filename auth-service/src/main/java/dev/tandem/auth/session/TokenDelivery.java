package dev.tandem.auth.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a client wants its refresh token. */
public enum TokenDelivery {
    /** For browsers: a cookie no script can read. */
    @JsonProperty("cookie")
    COOKIE,
    /** For everybody else: in the JSON. */
    @JsonProperty("body")
    BODY
}
