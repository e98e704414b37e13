package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void percentilesAreOfWhatWasReallySeen() {
        var nanos = LongStream.rangeClosed(1, 200)
                .mapToObj(i -> i * 1_000_000)
                .toList()
                .reversed();

        assertEquals(new Outcome(200, 1_000_000, 100_000, 198_000, 0, 0), ClosedLoop.outcome(nanos, 1_000_000_000));
        assertEquals(new Outcome(1, 8, 7, 7, 0, 0), ClosedLoop.outcome(List.of(7_000L), 8_000));
    }

    @Test
    void nothingElseIsMeasuredByMistake() {
        new Outcome(10, 1, 1, 1, 0, 0).expecting(false);
        new Outcome(10, 1, 1, 1, 10, 0).expecting(true);

        assertRefused(new Outcome(10, 1, 1, 1, 1, 0), false);
        assertRefused(new Outcome(10, 1, 1, 1, 9, 0), true);
        assertRefused(new Outcome(10, 1, 1, 1, 0, 1), false);
    }

    private static void assertRefused(Outcome outcome, boolean refusals) {
        assertThrows(IllegalStateException.class, () -> outcome.expecting(refusals));
    }
}
