package dev.tandem.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Many people's devices, all at work while something happens to the services. */
record Crowd(List<Device> devices) {

    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    interface Happening {
        void happens(Tally meanwhile) throws Exception;
    }

    /** What they met with, once each has finished what it had begun. */
    Tally during(Happening happening) throws Exception {
        var going = new AtomicBoolean(true);
        var tally = new Tally();
        var running = new ArrayList<CompletableFuture<Void>>();
        for (var device : devices) {
            running.add(CompletableFuture.runAsync(() -> device.run(going::get, tally), THREADS));
        }
        try {
            happening.happens(tally);
        } finally {
            going.set(false);
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        devices.forEach(Device::assertNothingIsLost);
        return tally;
    }

    int promised() {
        return devices.stream().mapToInt(Device::promised).sum();
    }
}
