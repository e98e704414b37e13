package dev.tandem.auth.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The refresh token of a client that keeps it itself; browsers send none and let the cookie speak. */
record RefreshRequest(@JsonProperty("refresh_token") String refreshToken) {

    @Override
    public String toString() {
        return "(refresh request)";
    }
}
