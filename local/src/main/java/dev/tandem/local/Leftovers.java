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
        var holder = lines.isEmpty()
                ? Optional.<ProcessHandle>empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (holder.isEmpty() || isCertainlyNot("postgres", holder.get())) {
            // The server would refuse to start if its old pid now belonged to someone else.
            Files.delete(pidFile);
            return false;
        }
        if (!mentions(lines.get(1), holder.get())) {
            return false;
        }
        // Fast shutdown; TERM, which destroy() sends, would wait for every client to leave.
        new ProcessBuilder("kill", "-INT", Long.toString(holder.get().pid())).start();
        awaitEnd(holder.get());
        return true;
    }

    private static boolean isCertainlyNot(String program, ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> !Path.of(command).getFileName().toString().equals(program))
                .isPresent();
    }

    /** Only the server of this very directory names it on its command line. */
    private static boolean mentions(String directory, ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(directory))
                .isPresent();
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
