package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorTimesTest {

    @Test
    void aProcessMayHaveAnyName() {
        var times = ProcessTimes.parse(
                "4711 (a) 1 (b c) S 1 4711 4711 0 -1 4194560 9000 0 3 0 120 30 40 2 20 0 21 0 5000 1 2 3\n");

        assertEquals(Duration.ofMillis(1500), times.own());
        assertEquals(Duration.ofMillis(1920), times.total());
    }

    @Test
    void theMachineIsBusyWithProcessesAndWhatTheHypervisorTook() {
        assertEquals(Duration.ofMillis(1 + 2 + 4 + 128).multipliedBy(10), MachineTimes.parse("""
                cpu  1 2 4 8 16 32 64 128 0 0
                cpu0 1 1 1 1 1 1 1 1 0 0
                """));
    }

    @Test
    void othersTookWhatNobodyOfOursDid() {
        var before = new CpuUse(seconds(1), seconds(2), seconds(3), seconds(100), seconds(1000));
        var after = new CpuUse(seconds(3), seconds(3), seconds(4), seconds(104.5), seconds(1002));

        assertEquals(0.25, after.since(before).others());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
