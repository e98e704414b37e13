package dev.tandem.endtoend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** What all processors of the machine spent on processes, from /proc/stat. */
final class MachineTimes {

    private static final int USER = 0;
    private static final int NICE = 1;
    private static final int SYSTEM = 2;
    private static final int STOLEN = 7;

    private MachineTimes() {}

    static Duration busy() {
        try {
            return parse(Files.readString(Path.of("/proc/stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Interrupts are left out: those of the load itself are among them, and belong to no process. What the hypervisor
     * took away counts as if another process had had it.
     */
    static Duration parse(String stat) {
        var all = stat.lines().findFirst().orElseThrow().split(" +");
        var ticks = Arrays.stream(all).skip(1).mapToLong(Long::parseLong).toArray();
        return Duration.ofMillis(
                ProcessTimes.TICK_MILLIS * (ticks[USER] + ticks[NICE] + ticks[SYSTEM] + ticks[STOLEN]));
    }
}
