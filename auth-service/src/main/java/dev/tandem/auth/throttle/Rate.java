package dev.tandem.auth.throttle;

import java.time.Duration;

/** So many in so long, written {@code 10/15m}. */
record Rate(int most, Duration window) {

    static final String PATTERN = "[1-9]\\d{0,6}/[1-9]\\d{0,3}[smhd]";

    static Rate parse(String text) {
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
}
