package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WrkTest {

    @Test
    void whatTheScriptReportsIsTaken() {
        var outcome = Wrk.parse("""
                Running 3s test @ http://localhost:8080/api/todos
                  1 threads and 16 connections
                Requests/sec:   2000.00
                {"answers":6000,"microseconds":3000000,"p50":7900,"p99":21000,"refused":0,"lost":0}
                """);

        assertEquals(new Outcome(6000, 3_000_000, 7900, 21_000, 0, 0), outcome);
        assertEquals(2000, outcome.perSecond());
    }

    @Test
    void aRunWithoutAReportIsAnError() {
        assertThrows(IllegalStateException.class, () -> Wrk.parse("unable to connect to localhost:8080"));
    }
}
