package dev.tandem.auth.password;

import dev.tandem.auth.client.CurrentClient;
import dev.tandem.kit.client.Network;
import dev.tandem.kit.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Where everything that costs a fraction of a second of CPU per password is done: on as many threads as the machine has
 * cores, so that a flood of log-ins leaves the other threads to everything else, and in turn for each client network and
 * account, so that it leaves the hashing to everybody else ({@link FairQueue}). Every second turn is for devices that
 * accounts know: their owners don't wait for strangers, from however many networks these come.
 */
@Singleton
class PasswordWork {

    private static final String RETRY_AFTER_SECONDS = "2";

    private final Supplier<Network> clientNetwork;
    private final FairQueue<FutureTask<?>> knownDevices;
    private final FairQueue<FutureTask<?>> others;
    private boolean othersAreNext;
    /** Its own queue has as many entries as tasks wait: which of them a thread runs is decided when it is free. */
    private final ExecutorService threads;

    @Inject
    PasswordWork(PasswordConfig config, CurrentClient client, MeterRegistry metrics) {
        this(config, () -> client.get().widestNetwork(), metrics);
    }

    PasswordWork(PasswordConfig config, Supplier<Network> clientNetwork, MeterRegistry metrics) {
        this.clientNetwork = clientNetwork;
        this.knownDevices = new FairQueue<>(config.queue());
        this.others = new FairQueue<>(config.queue());
        this.threads = Executors.newFixedThreadPool(
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("password-", 0).factory());
        metrics.gauge("auth.password.queue", this, work -> work.knownDevices.size() + work.others.size());
    }

    /**
     * Waits for {@code work} to be done. Call outside a transaction.
     *
     * @throws Problem 503 overloaded if the queue is full and the client's network has most in it
     */
    <T> T call(Requester requester, Callable<T> work) {
        return call(clientNetwork.get(), requester, work);
    }

    <T> T call(Network network, Requester requester, Callable<T> work) {
        var task = new FutureTask<>(work);
        var queue = requester.onKnownDevice() ? knownDevices : others;
        queue.add(network, requester.account(), task)
                .ifPresentOrElse(displaced -> displaced.cancel(false), () -> threads.execute(this::runNext));
        try {
            return task.get();
        } catch (CancellationException _) {
            throw Problem.of(503, "overloaded", "Too many log-ins at once; try again shortly.")
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void runNext() {
        next().ifPresent(FutureTask::run);
    }

    private synchronized Optional<FutureTask<?>> next() {
        var known = othersAreNext ? Optional.<FutureTask<?>>empty() : knownDevices.poll();
        var next = known.or(others::poll).or(knownDevices::poll);
        othersAreNext = known.isPresent();
        return next;
    }

    @PreDestroy
    void close() {
        threads.close();
    }
}
