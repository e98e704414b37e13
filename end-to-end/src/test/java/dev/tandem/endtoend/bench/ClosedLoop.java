package dev.tandem.endtoend.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that need an answer before they can ask again, each on a connection of its own. */
final class ClosedLoop {

    private ClosedLoop() {}

    /** @param clients what each of them does over and over; it throws at a wrong answer */
    static Outcome load(List<Runnable> clients, Duration duration) {
        var began = System.nanoTime();
        var end = began + duration.toNanos();
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var running = new ArrayList<Future<List<Long>>>();
            clients.forEach(client -> running.add(threads.submit(() -> repeat(client, end))));
            var taken = new ArrayList<Long>();
            for (var one : running) {
                taken.addAll(one.get());
            }
            return outcome(taken, System.nanoTime() - began);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client was answered something else", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> repeat(Runnable client, long end) {
        var taken = new ArrayList<Long>();
        for (var now = System.nanoTime(); now < end; ) {
            client.run();
            var then = now;
            now = System.nanoTime();
            taken.add(now - then);
        }
        return taken;
    }

    static Outcome outcome(List<Long> nanos, long elapsedNanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Outcome(sorted.length, elapsedNanos / 1000, percentile(sorted, 50), percentile(sorted, 99), 0, 0);
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[Math.ceilDiv(sorted.length * percent, 100) - 1] / 1000;
    }
}
