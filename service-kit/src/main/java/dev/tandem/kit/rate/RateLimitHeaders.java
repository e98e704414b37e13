package dev.tandem.kit.rate;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The header fields that say what is left: {@code RateLimit-Policy: "network";q=1200;w=60} and {@code RateLimit:
 * "network";r=1199;t=1} (draft-ietf-httpapi-ratelimit-headers-10), each with one item for each limiter.
 */
public final class RateLimitHeaders {

    public static final String POLICY = "RateLimit-Policy";
    public static final String LIMIT = "RateLimit";

    private RateLimitHeaders() {}

    /** @param header takes a name and a value */
    public static void write(List<RateLimit> limits, BiConsumer<String, String> header) {
        header.accept(POLICY, items(limits, RateLimitHeaders::policy));
        header.accept(LIMIT, items(limits, RateLimitHeaders::limit));
    }

    private static String items(List<RateLimit> limits, Function<RateLimit, String> item) {
        return limits.stream().map(item).collect(Collectors.joining(", "));
    }

    private static String policy(RateLimit limit) {
        return "\"%s\";q=%d;w=%d"
                .formatted(
                        limit.policy(),
                        limit.rate().limit(),
                        limit.rate().window().toSeconds());
    }

    private static String limit(RateLimit limit) {
        return "\"%s\";r=%d;t=%d".formatted(limit.policy(), limit.remaining(), limit.resetSeconds());
    }
}
