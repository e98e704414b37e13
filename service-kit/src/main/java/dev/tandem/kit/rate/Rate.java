package dev.tandem.kit.rate;

import java.time.Duration;

/** A number of requests in a time, written {@code 10/15m}. */
public record Rate(int limit, Duration window) {

    /** What {@link #parse} takes. */
    public static final String PATTERN = "[1-9]\\d{0,6}/[1-9]\\d{0,3}[smhd]";

    public static Rate parse(String text) {
        int slash = text.indexOf('/');
        int end = text.length() - 1;
        long count = Long.parseLong(text.substring(slash + 1, end));
        return new Rate(
                Integer.parseInt(text.substring(0, slash)),
                switch (text.charAt(end)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /** {@code factor} times as many in the same time. */
    public Rate times(int factor) {
        return new Rate(Math.multiplyExact(limit, factor), window);
    }
}
