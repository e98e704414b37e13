package dev.tandem.endtoend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a process has in memory, in KB.
 *
 * @param resident all of it
 * @param proportional what it shares with other processes counted in part
 */
public record MemoryUse(long resident, long proportional) {

    static MemoryUse of(long pid) {
        return new MemoryUse(resident(pid), kilobytes("Pss", read(pid, "smaps_rollup")));
    }

    /** The cheaper half. */
    public static long resident(long pid) {
        return kilobytes("VmRSS", read(pid, "status"));
    }

    static long kilobytes(String name, String lines) {
        var found = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(lines);
        if (!found.find()) {
            throw new IllegalStateException("No " + name + " in " + lines);
        }
        return Long.parseLong(found.group(1));
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
