package dev.tandem.endtoend.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.endtoend.TestPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The load generator wrk, in a process of its own. */
final class Wrk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Wrk() {}

    /** Keeps {@code connections} busy with {@code request}. */
    static Outcome load(Request request, int connections, Duration duration) {
        try {
            var process = new ProcessBuilder(command(request, connections, duration))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("wrk failed: " + output);
            }
            return parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the script reports in the last line, after wrk's own words. */
    static Outcome parse(String output) {
        var line = output.lines()
                .filter(one -> one.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk reported nothing: " + output));
        try {
            return JSON.readValue(line, Outcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("wrk reported " + line, e);
        }
    }

    private static List<String> command(Request request, int connections, Duration duration) {
        var script = TestPair.project().resolve("end-to-end/src/test/resources/bench/request.lua");
        var command = new ArrayList<>(List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + duration.toSeconds() + "s",
                "--timeout=30s",
                "--script=" + script));
        request.headers().forEach((name, value) -> command.add("--header=" + name + ": " + value));
        command.addAll(List.of(request.address().toString(), "--", request.method()));
        if (request.body() != null) {
            command.add(request.body());
        }
        return command;
    }
}
