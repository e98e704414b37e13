package dev.tandem.endtoend.attack;

import dev.tandem.endtoend.bench.MemoryUse;
import dev.tandem.local.Service;
import java.util.concurrent.locks.LockSupport;

/** The most memory that a service is seen to have until this is closed. */
final class ResidentMemory implements AutoCloseable {

    private static final long BETWEEN_LOOKS = 50_000_000;

    private volatile long peak;
    private volatile boolean isClosed;

    ResidentMemory(Service service) {
        long pid = service.pid();
        Thread.startVirtualThread(() -> {
            while (!isClosed) {
                peak = Math.max(peak, MemoryUse.resident(pid));
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        });
    }

    long mebibytes() {
        return peak / 1024;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
