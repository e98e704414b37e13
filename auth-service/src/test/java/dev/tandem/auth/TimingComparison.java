package dev.tandem.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Whether somebody who measures could tell two requests apart. They are sent many times, interleaved and in random
 * order, so that whatever else keeps the machine busy slows both; what disturbs only ever adds time, so that the lower
 * quartiles are compared. Hashes have to be most of the work: then one that is left out is a difference of a half at
 * least, and noise, as seen on a busy machine, one of a tenth.
 */
public final class TimingComparison {

    private static final int SAMPLES = 30;
    private static final double ALIKE = 0.65;

    /** One of the two requests; to be sent as often as asked, so that it has to bring a person of its own where it leaves something. */
    @FunctionalInterface
    public interface Request {
        Response send();
    }

    private TimingComparison() {}

    /** @param status of both */
    public static void assertAlike(int status, Request one, Request other) {
        var requests = List.of(one, other);
        var times = List.of(new ArrayList<Long>(), new ArrayList<Long>());
        for (int which : shuffled()) {
            long start = System.nanoTime();
            var answer = requests.get(which).send();
            times.get(which).add(System.nanoTime() - start);
            assertEquals(status, answer.statusCode(), answer.asString());
        }
        long first = lowerQuartile(times.getFirst());
        long second = lowerQuartile(times.getLast());
        assertTrue(
                Math.min(first, second) >= ALIKE * Math.max(first, second),
                "%d µs against %d µs: %s".formatted(first / 1000, second / 1000, times));
    }

    /** Half of each; the first few of each, which find nothing warm, fall out of the lower quartile. */
    private static List<Integer> shuffled() {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < 2 * SAMPLES; i++) {
            order.add(i % 2);
        }
        Collections.shuffle(order, new Random());
        return order;
    }

    private static long lowerQuartile(List<Long> times) {
        return times.stream()
                .mapToLong(Long::longValue)
                .sorted()
                .skip(SAMPLES / 4)
                .findFirst()
                .orElseThrow();
    }
}
