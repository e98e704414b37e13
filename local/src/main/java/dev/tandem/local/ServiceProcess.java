package dev.tandem.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of a packaged service, from its start to its end. */
public final class ServiceProcess {

    /** What a service may need from the machine; nothing else of the caller's environment reaches it. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private static final int REMEMBERED_LINES = 200;

    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private ServiceProcess(Process process) {
        this.process = process;
    }

    static ServiceProcess start(List<String> command, Map<String, String> settings, Consumer<String> lines) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.putAll(settings);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var started = new ServiceProcess(process);
            Thread.ofPlatform().daemon().name("output of " + process.pid()).start(() -> started.follow(lines));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes with the exit code, once the last line was handed on. */
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The end of what the service printed. */
    public List<String> lastLines() {
        synchronized (lastLines) {
            return List.copyOf(lastLines);
        }
    }

    /** Asks the service to finish what it is doing and to end. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end, and kills what has not ended by the deadline; returns the exit code. */
    public int awaitEnd(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        return ended.join();
    }

    /** {@code kill -9}: the service gets no chance to finish anything. */
    public void kill() {
        process.destroyForcibly();
        ended.join();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    private void follow(Consumer<String> lines) {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                remember(line);
                lines.accept(line);
            }
        } catch (IOException e) {
            remember("(output lost: " + e.getMessage() + ")");
        } finally {
            ended.complete(process.onExit().join().exitValue());
        }
    }

    private void remember(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == REMEMBERED_LINES) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
    }
}
