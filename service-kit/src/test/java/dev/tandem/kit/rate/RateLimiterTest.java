package dev.tandem.kit.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private static final int THREADS = 8;

    private final AtomicLong now = new AtomicLong();
    private final RateLimiter limiter = new RateLimiter("network", Rate.parse("10/10s"), now::get);

    @Test
    void allowsTheLimitAtOnceAndTheNextWhenOneHasComeBack() {
        for (int left = 9; left >= 0; left--) {
            assertEquals(left, allowed("one").remaining());
        }
        assertEquals(new RateLimit("network", Rate.parse("10/10s"), 0, 10, 1), limiter.take("one"));
        pass(Duration.ofMillis(999));
        assertTrue(limiter.take("one").isExceeded());
        pass(Duration.ofMillis(1));
        assertEquals(0, allowed("one").remaining());
        assertTrue(limiter.take("one").isExceeded());
    }

    @Test
    void isFullAgainAfterTheWindowAndNoFullerLater() {
        drain("one");
        pass(Duration.ofSeconds(10));
        assertEquals(new RateLimit("network", Rate.parse("10/10s"), 9, 1, 0), limiter.take("one"));
        pass(Duration.ofDays(1));
        drain("one");
        assertTrue(limiter.take("one").isExceeded());
    }

    @Test
    void aRefusedRequestTakesNothing() {
        drain("one");
        for (int i = 0; i < 100; i++) {
            assertEquals(1, limiter.take("one").retryAfterSeconds());
        }
    }

    @Test
    void countsEachKeyOnItsOwn() {
        drain("one");
        assertEquals(9, allowed("other").remaining());
    }

    @Test
    void noFloodOfOtherKeysMakesItForgetOne() {
        drain("one");
        for (int i = 0; i < 500_000; i++) {
            limiter.take("flood " + i);
        }
        assertTrue(limiter.take("one").isExceeded());
    }

    @Test
    void twoThousandKeysAtTheirLimitDoNotStopAnother() {
        for (int i = 0; i < 2_000; i++) {
            drain("flood " + i);
        }
        long refused = IntStream.range(0, 1_000)
                .filter(i -> limiter.take("other " + i).isExceeded())
                .count();
        assertTrue(refused <= 5, "refused: " + refused);
    }

    @Test
    void allowsNoMoreThanTheLimitHoweverManyComeAtOnce() throws Exception {
        var hourly = new RateLimiter("network", Rate.parse("1000/1h"));
        var start = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var allowed = IntStream.range(0, THREADS)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return IntStream.range(0, 1_000)
                                .filter(_ -> !hourly.take("one").isExceeded())
                                .count();
                    }))
                    .toList();
            long sum = 0;
            for (var count : allowed) {
                sum += count.get();
            }
            assertEquals(1_000, sum);
        }
    }

    @Test
    void namesWhatIsLeftInHeaderFields() {
        var account = new RateLimiter("account", Rate.parse("2/1m"), now::get);
        var headers = new LinkedHashMap<String, String>();
        RateLimitHeaders.write(List.of(limiter.take("one"), account.take("one")), headers::put);
        assertEquals("\"network\";q=10;w=10, \"account\";q=2;w=60", headers.get("RateLimit-Policy"));
        assertEquals("\"network\";r=9;t=1, \"account\";r=1;t=30", headers.get("RateLimit"));
    }

    @ParameterizedTest
    @CsvSource({"10/15m, 10, 900", "1/1d, 1, 86400", "9999999/9999h, 9999999, 35996400", "5/7s, 5, 7"})
    void readsRates(String text, int limit, long seconds) {
        assertTrue(text.matches(Rate.PATTERN));
        assertEquals(new Rate(limit, Duration.ofSeconds(seconds)), Rate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0/1m", "10/0m", "10/1w", "10 / 1m", "-1/1m", "99999999/1m"})
    void takesNothingElseForARate(String text) {
        assertFalse(text.matches(Rate.PATTERN));
    }

    private RateLimit allowed(String key) {
        var limit = limiter.take(key);
        assertFalse(limit.isExceeded());
        return limit;
    }

    private void drain(String key) {
        for (int i = 0; i < 10; i++) {
            limiter.take(key);
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
