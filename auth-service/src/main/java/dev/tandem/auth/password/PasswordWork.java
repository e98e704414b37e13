package dev.tandem.auth.password;

import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where everything that costs a fraction of a second of CPU per password is done: on as many threads as the machine has
 * cores, with a short queue, so that a flood of log-ins leaves the other threads to everything else.
 */
@Singleton
class PasswordWork {

    private static final String RETRY_AFTER_SECONDS = "2";

    private final ThreadPoolExecutor pool;

    PasswordWork(PasswordConfig config, MeterRegistry metrics) {
        int threads =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queue()),
                Thread.ofPlatform().name("password-", 0).factory());
        metrics.gauge("auth.password.queue", pool.getQueue(), Queue::size);
    }

    /**
     * Waits for {@code work} to be done. Call outside a transaction.
     *
     * @throws Problem 503 overloaded where the queue is full
     */
    <T> T call(Callable<T> work) {
        try {
            return pool.submit(work).get();
        } catch (RejectedExecutionException _) {
            throw Problem.of(503, "overloaded", "Too many log-ins at once; try again shortly.")
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
