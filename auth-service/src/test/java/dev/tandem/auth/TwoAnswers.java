package dev.tandem.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Answers that must not tell two cases apart. */
public final class TwoAnswers {

    private static final int ROUNDS = 150;

    private TwoAnswers() {}

    /** Status, headers and body. */
    public static void assertAlike(Response one, Response other) {
        assertEquals(one.statusCode(), other.statusCode());
        assertEquals(headers(one), headers(other));
        assertEquals(body(one), body(other));
    }

    /** Asked in turn, so that whatever else slows the machine slows both; the median leaves outliers out. */
    public static void assertTakeAsLong(Supplier<Response> one, Supplier<Response> other) {
        var ones = new long[ROUNDS];
        var others = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ones[i] = nanos(one);
            others[i] = nanos(other);
        }
        // Hundreds of mails that nobody waits for would hold up those of the next test.
        Database.update("delete from outbox");
        double ratio = (double) median(ones) / median(others);
        assertTrue(ratio > 0.8 && ratio < 1.25, "one takes %.2f as long as the other".formatted(ratio));
    }

    private static long nanos(Supplier<Response> request) {
        long began = System.nanoTime();
        request.get();
        return System.nanoTime() - began;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static List<String> headers(Response answer) {
        return answer.headers().asList().stream()
                .map(Object::toString)
                .filter(header -> !header.startsWith("date=") && !header.startsWith("RateLimit="))
                .sorted()
                .toList();
    }

    private static String body(Response answer) {
        return answer.asString().replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "");
    }
}
