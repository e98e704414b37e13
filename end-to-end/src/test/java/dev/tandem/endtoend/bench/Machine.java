package dev.tandem.endtoend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when was measured. */
record Machine(String cpu, int processors, String kernel, String java, String pinning, String date) {

    static Machine here(Pinning pinning) {
        return new Machine(
                model(),
                count(),
                System.getProperty("os.version"),
                System.getProperty("java.runtime.version"),
                pinning.description(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    String sentence() {
        return "%s on %s, %d processors, Linux %s, Java %s; %s."
                .formatted(date, cpu, processors, kernel, java, pinning);
    }

    /** ARM names none there. */
    private static String model() {
        return cpuInfo()
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** The machine's: this process may already be bound to one of them. */
    private static int count() {
        return (int)
                cpuInfo().lines().filter(line -> line.startsWith("processor")).count();
    }

    private static String cpuInfo() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
