package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.TestPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code ./dev bench --growth}: what a request costs the more there is. Not part of the tests. */
class Growth {

    private static final Path DIRECTORY = TestPair.project().resolve("end-to-end/target/bench");

    /** The one that adds to-dos comes last. */
    private static final List<FixedRequest> OPERATIONS =
            List.of(FixedRequest.LIST, FixedRequest.GET, FixedRequest.CREATE);

    /** Longer than where operations are looked at one by one: what still gets faster would hide what grows. */
    private static final int WARM_UPS = 3;

    private final Plan plan = Plan.asked();
    private final Pinning pinning = Pinning.separate();
    private final Machine machine = Machine.here(pinning);

    /**
     * @param cell of one operation
     */
    record Point(String contestant, Step step, Cell cell) {}

    @Test
    void measure() throws IOException, SQLException {
        var rows = RawRows.in(DIRECTORY.resolve("growth.jsonl"), machine);
        var ours = plan.builds().getFirst();
        var points = new ArrayList<Point>();
        for (var packaging : plan.packagings()) {
            try (var contestant = Contestant.start(ours, packaging, pinning)) {
                points.addAll(alongAllAxes(contestant, rows));
            }
        }
        Files.write(DIRECTORY.resolve("growth.md"), GrowthReport.of(machine, ours, points));
        Files.writeString(DIRECTORY.resolve("growth.svg"), GrowthReport.chart(points));
    }

    private List<Point> alongAllAxes(Contestant at, RawRows rows) throws SQLException {
        var table = new TodoTable(at);
        for (var operation : OPERATIONS) {
            operation.check(at);
            operation.load(
                    at,
                    operation.connections().getLast(),
                    plan.warmUp(at.packaging()).multipliedBy(WARM_UPS));
        }
        var points = new ArrayList<Point>();
        for (var step : Step.all()) {
            table.fill(step);
            var meter = new Meter(rows.when(step.axis().title() + ": " + step.label()), plan.slice());
            for (var operation : OPERATIONS) {
                operation.load(at, step.connections(), plan.slice());
                var slices = Stream.generate(() -> meter.measure(at, operation, step.connections()))
                        .limit(plan.slices())
                        .toList();
                points.add(new Point(at.title(), step, new Cell(slices)));
            }
        }
        return points;
    }
}
