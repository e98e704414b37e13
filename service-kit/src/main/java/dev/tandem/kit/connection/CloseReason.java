package dev.tandem.kit.connection;

import java.util.Locale;

/** Why a connection was closed although its client did not ask for it. */
enum CloseReason {
    /** The head of a request did not arrive in time. */
    HEAD_TIMEOUT,
    /** The body of a request did not arrive in time. */
    BODY_TIMEOUT,
    /** The client did not read the response. */
    STALLED,
    /** The client had too many connections. */
    CLIENT_LIMIT,
    /** There were too many connections. */
    TOTAL_LIMIT,
    /** Too many bytes waited for clients to read them. */
    QUEUED_BYTES,
    /** The client sent many requests without waiting for a response. */
    PIPELINING;

    /** Value of the metrics' tag {@code reason}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
