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
record MemoryUse(long resident, long proportional) {

    static MemoryUse of(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        try {
            return new MemoryUse(
                    kilobytes("VmRSS", Files.readString(process.resolve("status"))),
                    kilobytes("Pss", Files.readString(process.resolve("smaps_rollup"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long kilobytes(String name, String lines) {
        var found = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(lines);
        if (!found.find()) {
            throw new IllegalStateException("No " + name + " in " + lines);
        }
        return Long.parseLong(found.group(1));
    }
}
