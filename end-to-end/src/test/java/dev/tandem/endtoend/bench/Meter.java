package dev.tandem.endtoend.bench;

import java.time.Duration;
import java.util.OptionalDouble;

/** Measures slices, and writes each down. */
final class Meter {

    private final RawRows rows;
    private final Duration slice;

    Meter(RawRows rows, Duration slice) {
        this.rows = rows;
        this.slice = slice;
    }

    Slice measure(Contestant at, Operation operation, int connections) {
        var service = operation.service(at);
        var allocatedBefore = Allocation.soFar(service);
        var before = CpuUse.soFar(service, at.postgres());
        var outcome = operation.load(at, connections, slice);
        var used = CpuUse.soFar(service, at.postgres()).since(before);
        if (outcome.answers() == 0) {
            throw new IllegalStateException("%s: nothing was answered within a slice".formatted(operation.title()));
        }
        var allocated = Allocation.soFar(service);
        var measured = Slice.measured(
                at,
                operation,
                connections,
                outcome,
                used,
                allocated.isPresent()
                        ? OptionalDouble.of(allocated.getAsDouble() - allocatedBefore.orElseThrow())
                        : OptionalDouble.empty());
        rows.add(measured, at.build());
        return measured;
    }
}
