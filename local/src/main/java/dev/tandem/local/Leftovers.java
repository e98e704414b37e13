package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that outlived a run which was killed. Only what is surely ours is touched. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** The postmaster notes its start in whole seconds, a moment after the process began. */
    private static final long CLOCK_TOLERANCE_SECONDS = 5;

    private final Path processes;
    private final Path postgres;

    Leftovers(Path data) {
        this.processes = data.resolve("processes");
        this.postgres = data.resolve("postgres");
    }

    /** Notes a process, so that the next run can end it should this one be killed. */
    void remember(ProcessHandle process) {
        process.info().startInstant().ifPresent(start -> {
            try {
                Files.writeString(
                        processes,
                        process.pid() + " " + start.toEpochMilli() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Nothing remembered is running any more. */
    void forget() {
        try {
            Files.deleteIfExists(processes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what an earlier run left behind; true if there was anything. */
    boolean stop() {
        try {
            var services = Files.exists(processes)
                    ? Files.readAllLines(processes).stream()
                            .flatMap(line -> remembered(line).stream())
                            .toList()
                    : List.<ProcessHandle>of();
            services.forEach(ProcessHandle::destroy);
            services.forEach(Leftovers::awaitEnd);
            forget();
            return stopPostgres() || !services.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pid alone proves nothing: it may have been given to another process since. */
    private static Optional<ProcessHandle> remembered(String line) {
        var fields = line.split(" ");
        if (fields.length != 2) {
            return Optional.empty();
        }
        var start = Instant.ofEpochMilli(Long.parseLong(fields[1]));
        return ProcessHandle.of(Long.parseLong(fields[0]))
                .filter(process ->
                        process.info().startInstant().filter(start::equals).isPresent());
    }

    private boolean stopPostgres() throws IOException {
        var pidFile = postgres.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return false;
        }
        var lines = Files.readAllLines(pidFile);
        var server = lines.size() < 3 ? Optional.<ProcessHandle>empty() : postmaster(lines.get(0), lines.get(2));
        if (server.isEmpty()) {
            // The server would refuse to start if its old pid now belonged to someone else.
            Files.delete(pidFile);
            return false;
        }
        // Fast shutdown; TERM, which destroy() sends, would wait for every client to leave.
        new ProcessBuilder("kill", "-INT", Long.toString(server.get().pid())).start();
        awaitEnd(server.get());
        return true;
    }

    private static Optional<ProcessHandle> postmaster(String pid, String startSeconds) {
        var start = Long.parseLong(startSeconds.strip());
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .filter(process -> process.info()
                        .startInstant()
                        .filter(began -> Math.abs(began.getEpochSecond() - start) <= CLOCK_TOLERANCE_SECONDS)
                        .isPresent());
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
