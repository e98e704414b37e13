package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.endtoend.bench.Standing.Memory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final double QUIET = 0.01;
    private static final double BUSY = 0.4;

    @Test
    void aMedianIsInTheMiddle() {
        assertEquals(2, Median.of(List.of(3, 1, 2)));
        assertEquals(2.5, Median.of(List.of(4, 1, 3, 2)));
    }

    @Test
    void slicesThatOthersDisturbedDoNotCount() {
        var cell = new Cell(List.of(slice("x", 9, BUSY), slice("x", 1, QUIET), slice("x", 3, QUIET)));

        assertEquals(2, cell.median(Slice::serverCpu));
        assertEquals(2, cell.quiet());
    }

    @Test
    void allCountWhereAllWereDisturbed() {
        var cell = cell("x", BUSY, 9, 1, 4);

        assertEquals(4, cell.median(Slice::serverCpu));
        assertTrue(cell.isDisturbed());
    }

    @Test
    void theReportHasARowForEachContestant() {
        var cells = Operation.all().stream()
                .map(operation -> cell(operation.title(), operation == FixedRequest.CREATE ? BUSY : QUIET, 0.25))
                .toList();
        var memory = new Memory(new MemoryUse(51_200, 40_960), new MemoryUse(102_400, 81_920));
        var machine = new Machine("a processor", 2, "6.1", "25", "pinned", "2026-01-01T00:00:00Z");

        var report = Report.of(
                machine,
                List.of(new Build("ours", Path.of("."), "abc")),
                List.of(new Standing("ours, native", 51.2, 60.1, memory, memory, cells)));

        assertTrue(
                report.contains(
                        "| ours, native | 0.250 | 0.250 | 0.250 * | 0.250 | 0.250 | 0.250 | 150 MB | 51 / 60 ms |"),
                () -> String.join("\n", report));
        assertTrue(
                report.contains(
                        "| ours, native | list of 20 | 16 | 100 | 1.00 | 2.00 | 0.250 | 0.040 |  | 1 | 1 of 1 |"),
                () -> String.join("\n", report));
    }

    private static Cell cell(String operation, double others, double... serverCpu) {
        return new Cell(DoubleStream.of(serverCpu)
                .mapToObj(one -> slice(operation, one, others))
                .toList());
    }

    private static Slice slice(String operation, double serverCpu, double others) {
        return new Slice("ours, native", operation, 16, 300, 100, 1, 2, serverCpu, 0.04, null, others);
    }
}
