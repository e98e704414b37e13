package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.bench.Growth.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How cost grows, as a table and as a chart. */
final class GrowthReport {

    private GrowthReport() {}

    static List<String> of(Machine machine, Build build, List<Point> points) {
        var operations = points.stream()
                .map(point -> point.cell().operation())
                .distinct()
                .toList();
        var heads = new ArrayList<>(List.of("", "", ""));
        operations.forEach(operation -> {
            heads.add(operation + ": server + PostgreSQL CPU, ms");
            heads.add("requests/s");
        });
        var table = new MarkdownTable(heads);
        for (var contestant : grouped(points, Point::contestant).values()) {
            for (var at : grouped(contestant, Point::step).values()) {
                table.add(row(at));
            }
        }
        var lines = new ArrayList<>(List.of(machine.sentence(), build.sentence(), ""));
        lines.addAll(table.lines());
        lines.addAll(List.of("", Report.FOOTNOTE));
        return lines;
    }

    static String chart(List<Point> points) {
        var panels = new ArrayList<LineChart.Panel>();
        for (var contestant : grouped(points, Point::contestant).entrySet()) {
            grouped(contestant.getValue(), point -> point.step().axis())
                    .forEach((axis, along) -> panels.add(new LineChart.Panel(
                            contestant.getKey() + ": " + axis.title(),
                            along.stream()
                                    .map(point -> point.step().label())
                                    .distinct()
                                    .toList(),
                            lines(along))));
        }
        return LineChart.svg(
                "Processor time of service and PostgreSQL, ms a request", Step.Axis.values().length, panels);
    }

    private static List<String> row(List<Point> at) {
        var first = at.getFirst();
        var row = new ArrayList<>(List.of(
                first.contestant(), first.step().axis().title(), first.step().label()));
        for (var point : at) {
            var cell = point.cell();
            row.add("%.3f + %.3f%s"
                    .formatted(
                            cell.median(Slice::serverCpu),
                            cell.median(Slice::postgresCpu),
                            cell.isDisturbed() ? " *" : ""));
            row.add("%.0f".formatted(cell.median(Slice::perSecond)));
        }
        return row;
    }

    private static Map<String, List<Double>> lines(List<Point> along) {
        var lines = new LinkedHashMap<String, List<Double>>();
        grouped(along, point -> point.cell().operation())
                .forEach((operation, ofOne) -> lines.put(
                        operation,
                        ofOne.stream()
                                .map(point -> point.cell().median(slice -> slice.serverCpu() + slice.postgresCpu()))
                                .toList()));
        return lines;
    }

    /** In the order in which they were measured. */
    private static <K> Map<K, List<Point>> grouped(List<Point> points, Function<Point, K> by) {
        return points.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }
}
