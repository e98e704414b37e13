package dev.tandem.endtoend.bench;

import dev.tandem.local.Service;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Processor time so far, or between two moments.
 *
 * @param load of this process and what it starts: clients, wrk
 * @param machine of everybody
 * @param elapsed by the clock
 */
record CpuUse(Duration server, Duration postgres, Duration load, Duration machine, Duration elapsed) {

    static CpuUse soFar(Service service, long postgres) {
        return new CpuUse(
                ProcessTimes.of(service.pid()).own(),
                ofPostgres(postgres),
                ProcessTimes.of(ProcessHandle.current().pid()).total(),
                MachineTimes.busy(),
                Duration.ofNanos(System.nanoTime()));
    }

    CpuUse since(CpuUse before) {
        return new CpuUse(
                server.minus(before.server),
                postgres.minus(before.postgres),
                load.minus(before.load),
                machine.minus(before.machine),
                elapsed.minus(before.elapsed));
    }

    /** What everybody else took, in processors. */
    double others() {
        var rest = machine.minus(server).minus(postgres).minus(load);
        return Math.max(0, (double) rest.toNanos() / elapsed.toNanos());
    }

    /** Each connection has a process of its own, whose time passes to the first one's when it ends. */
    private static Duration ofPostgres(long pid) {
        var first = ProcessTimes.of(pid);
        return ProcessHandle.of(pid)
                .orElseThrow()
                .children()
                .map(child -> ownOrEnded(child.pid()))
                .reduce(first.total(), Duration::plus);
    }

    private static Duration ownOrEnded(long pid) {
        try {
            return ProcessTimes.of(pid).own();
        } catch (UncheckedIOException _) {
            return Duration.ZERO;
        }
    }
}
