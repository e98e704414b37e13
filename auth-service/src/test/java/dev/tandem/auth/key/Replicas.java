package dev.tandem.auth.key;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several that do the same thing at the same moment. */
class Replicas {

    private static final int COUNT = 5;

    private Replicas() {}

    static <T> List<T> atOnce(Callable<T> work) throws Exception {
        var start = new CyclicBarrier(COUNT);
        try (var pool = Executors.newFixedThreadPool(COUNT)) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < COUNT; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
