package dev.tandem.endtoend.bench;

import dev.tandem.local.Service;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long a service takes from the start of its process to the first request it answers with 200. */
final class StartUp {

    private static final long BETWEEN_ATTEMPTS = Duration.ofMillis(1).toNanos();
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private StartUp() {}

    /** Ends {@code service} and starts it again. */
    static Duration ofRestarted(Service service, Request first) {
        service.stop();
        var began = System.nanoTime();
        service.start();
        while (!isAnswered(first)) {
            if (!service.isRunning() || System.nanoTime() - began > LIMIT.toNanos()) {
                throw new IllegalStateException(service.name() + " did not answer " + first);
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean isAnswered(Request request) {
        try {
            return request.send().status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }
}
