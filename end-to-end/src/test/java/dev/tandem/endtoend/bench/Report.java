package dev.tandem.endtoend.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The figures as Markdown: what matters most, a row for each contestant, and then all of them. */
final class Report {

    /** How many connections the first table is about. */
    private static final int USUAL = 16;

    private static final List<Operation> IN_BRIEF = List.of(
            FixedRequest.LIST,
            FixedRequest.GET,
            FixedRequest.CREATE,
            FixedRequest.BAD_SIGNATURE,
            Conversation.REFRESH,
            Conversation.LOG_IN);

    static final String FOOTNOTE = "Medians of those slices during which everybody else on the machine took less"
            + " than 5 % of a processor; with *, of all, because there was none.";

    private Report() {}

    static List<String> of(Machine machine, List<Build> builds, List<Standing> standings) {
        return Stream.of(
                        List.of(machine.sentence()),
                        builds.stream().map(Build::sentence).toList(),
                        List.of(""),
                        inBrief(standings),
                        List.of(""),
                        startAndMemory(standings),
                        List.of(""),
                        operations(standings),
                        List.of("", FOOTNOTE))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> inBrief(List<Standing> standings) {
        var heads = new ArrayList<>(List.of("server CPU, ms a request, " + USUAL + " connections"));
        IN_BRIEF.forEach(operation -> heads.add(operation.title()));
        heads.addAll(List.of("RSS after load, both", "start to first 200, auth / todo"));
        var table = new MarkdownTable(heads);
        for (var standing : standings) {
            var row = new ArrayList<>(List.of(standing.title()));
            for (var operation : IN_BRIEF) {
                var cell = standing.cell(operation.title(), USUAL);
                row.add("%.3f%s".formatted(cell.median(Slice::serverCpu), mark(cell)));
            }
            var after = standing.afterLoad();
            row.add(megabytes(after.auth().resident() + after.todo().resident()));
            row.add("%.0f / %.0f ms".formatted(standing.authStart(), standing.todoStart()));
            table.add(row);
        }
        return table.lines();
    }

    private static List<String> startAndMemory(List<Standing> standings) {
        var table = new MarkdownTable(
                List.of("", "start to first 200", "RSS at rest", "Pss at rest", "RSS after load", "Pss after load"));
        for (var standing : standings) {
            var rest = standing.atRest();
            var after = standing.afterLoad();
            table.add(service(standing.title() + ": auth-service", standing.authStart(), rest.auth(), after.auth()));
            table.add(service(standing.title() + ": todo-service", standing.todoStart(), rest.todo(), after.todo()));
        }
        return table.lines();
    }

    private static List<String> service(String title, double start, MemoryUse rest, MemoryUse after) {
        return List.of(
                title,
                "%.0f ms".formatted(start),
                megabytes(rest.resident()),
                megabytes(rest.proportional()),
                megabytes(after.resident()),
                megabytes(after.proportional()));
    }

    private static List<String> operations(List<Standing> standings) {
        var table = new MarkdownTable(List.of(
                "",
                "operation",
                "connections",
                "requests/s",
                "p50 ms",
                "p99 ms",
                "server CPU ms",
                "PostgreSQL CPU ms",
                "allocated KB",
                "others %",
                "quiet slices"));
        for (var standing : standings) {
            for (var cell : standing.cells()) {
                table.add(List.of(
                        standing.title(),
                        cell.operation(),
                        Integer.toString(cell.connections()),
                        "%.0f%s".formatted(cell.median(Slice::perSecond), mark(cell)),
                        "%.2f".formatted(cell.median(Slice::p50)),
                        "%.2f".formatted(cell.median(Slice::p99)),
                        "%.3f".formatted(cell.median(Slice::serverCpu)),
                        "%.3f".formatted(cell.median(Slice::postgresCpu)),
                        cell.countsAllocation() ? "%.1f".formatted(cell.median(Slice::allocated)) : "",
                        "%.0f".formatted(100 * cell.median(Slice::others)),
                        cell.quiet() + " of " + cell.slices().size()));
            }
        }
        return table.lines();
    }

    private static String mark(Cell cell) {
        return cell.isDisturbed() ? " *" : "";
    }

    private static String megabytes(long kilobytes) {
        return "%.0f MB".formatted(kilobytes / 1024.0);
    }
}
