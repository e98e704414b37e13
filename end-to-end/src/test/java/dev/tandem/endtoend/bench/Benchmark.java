package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.TestPair;
import dev.tandem.local.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./dev bench}: what a request costs. Many minutes long, and not part of the tests. */
class Benchmark {

    private static final Path DIRECTORY = TestPair.project().resolve("end-to-end/target/bench");

    private final Plan plan = Plan.asked();
    private final Pinning pinning = Pinning.separate();
    private final Machine machine = Machine.here(pinning);

    @Test
    void measure() throws IOException {
        var meter = new Meter(RawRows.in(DIRECTORY.resolve("slices.jsonl"), machine), plan.slice());
        var standings = new ArrayList<Standing>();
        for (var packaging : plan.packagings()) {
            standings.addAll(race(packaging, meter));
        }
        Files.write(DIRECTORY.resolve("bench.md"), Report.of(machine, plan.builds(), standings));
    }

    private List<Standing> race(Packaging packaging, Meter meter) {
        var contestants = new ArrayList<Contestant>();
        try {
            plan.builds().forEach(build -> contestants.add(Contestant.start(build, packaging, pinning)));
            return new Race(contestants, plan, meter).run();
        } finally {
            contestants.forEach(Contestant::close);
        }
    }
}
