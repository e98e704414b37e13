package dev.tandem.kit.rate;

import dev.tandem.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * What a limiter said of one request.
 *
 * @param policy the limiter's name in header fields
 * @param remaining requests that are left at this moment
 * @param resetSeconds until all of them are again
 * @param retryAfterSeconds until the next one is allowed; 0 where this one is
 */
public record RateLimit(String policy, Rate rate, int remaining, long resetSeconds, long retryAfterSeconds) {

    public boolean isExceeded() {
        return retryAfterSeconds > 0;
    }

    /** 429 with {@code Retry-After} (RFC 9110). */
    public Problem problem() {
        return Problem.of(429).withHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
    }
}
