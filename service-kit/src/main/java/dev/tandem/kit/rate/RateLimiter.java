package dev.tandem.kit.rate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A token bucket for each key, in this process and in constant memory (512 KB): full at first, a request takes one
 * token, and {@link Rate#limit} of them come back evenly in {@link Rate#window}.
 *
 * <p>The buckets are a count-min sketch of what GCRA keeps of one, the moment it is full again. A key has a cell in each
 * of four rows, which it may share with others, and the earliest of the four counts. So no flood of other keys makes a
 * limiter forget one: they can only make it count too much, and for that some must be near their limit in all four
 * cells. With 2,000 such keys at once another one shares all of its cells with a probability of 2 · 10⁻⁴. Which cells a
 * key has is secret: nobody can choose one that shares another's.
 */
public final class RateLimiter {

    private static final int ROWS = 4;
    private static final int COLUMNS = 1 << 14;
    private static final int LOCKS = 64;
    private static final int SECRET_BYTES = 32;

    private final String policy;
    private final Rate rate;
    private final long windowNanos;
    private final long intervalNanos;
    private final LongSupplier clock;
    private final byte[] secret = new byte[SECRET_BYTES];
    /** Nanoseconds of the clock at which each cell's bucket is full again. */
    private final AtomicLongArray fullAt = new AtomicLongArray(ROWS * COLUMNS);

    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /** @param policy names the limiter in header fields: ASCII letters, digits and hyphens */
    public RateLimiter(String policy, Rate rate) {
        this(policy, rate, nanosSinceNow());
    }

    RateLimiter(String policy, Rate rate, LongSupplier clock) {
        this.policy = policy;
        this.rate = rate;
        this.windowNanos = rate.window().toNanos();
        this.intervalNanos = Math.max(1, windowNanos / rate.limit());
        this.clock = clock;
        new SecureRandom().nextBytes(secret);
    }

    /** Takes a token of {@code key}'s bucket if there is one. */
    public RateLimit take(String key) {
        var hash = hash(key);
        // One request of a key at a time; those of others meanwhile only ever raise a cell.
        synchronized (locks[Math.floorMod(hash.getInt(0), LOCKS)]) {
            long now = clock.getAsLong();
            long before = Math.max(now, earliest(hash));
            long after = before + intervalNanos;
            long excess = after - now - windowNanos;
            if (excess > 0) {
                return limit(before - now, excess);
            }
            for (int row = 0; row < ROWS; row++) {
                fullAt.accumulateAndGet(cell(hash, row), after, Math::max);
            }
            return limit(after - now, 0);
        }
    }

    private long earliest(ByteBuffer hash) {
        long earliest = Long.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            earliest = Math.min(earliest, fullAt.get(cell(hash, row)));
        }
        return earliest;
    }

    private static int cell(ByteBuffer hash, int row) {
        return row * COLUMNS + Math.floorMod(hash.getInt((row + 1) * Integer.BYTES), COLUMNS);
    }

    private ByteBuffer hash(String key) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(secret);
            return ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private RateLimit limit(long nanosUntilFull, long nanosToWait) {
        return new RateLimit(
                policy,
                rate,
                Math.toIntExact((windowNanos - nanosUntilFull) / intervalNanos),
                seconds(nanosUntilFull),
                seconds(nanosToWait));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    private static LongSupplier nanosSinceNow() {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start;
    }
}
