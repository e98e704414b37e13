package dev.tandem.endtoend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The processor time of a process, from /proc/PID/stat.
 *
 * @param own user and system time of all its threads
 * @param ended the same of its children that have ended and were waited for
 */
record ProcessTimes(Duration own, Duration ended) {

    /** Linux reports to programs in hundredths of a second, whatever its own clock. */
    static final long TICK_MILLIS = 10;

    private static final int UTIME = 14;
    private static final int STIME = 15;
    private static final int CUTIME = 16;
    private static final int CSTIME = 17;

    static ProcessTimes of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process and what it has started and waited for. */
    Duration total() {
        return own.plus(ended);
    }

    /** The name, in parentheses, may hold anything; after it come numbers. */
    static ProcessTimes parse(String stat) {
        var state = 3;
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new ProcessTimes(
                ticks(fields[UTIME - state], fields[STIME - state]),
                ticks(fields[CUTIME - state], fields[CSTIME - state]));
    }

    private static Duration ticks(String user, String system) {
        return Duration.ofMillis(TICK_MILLIS * (Long.parseLong(user) + Long.parseLong(system)));
    }
}
