package dev.tandem.endtoend.attack;

import dev.tandem.endtoend.bench.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people met with, and what attackers got; a row each for every attack. Times are in ms, memory in MiB. */
final class AttackReport {

    private static final List<Action> ACTIONS =
            List.of(Action.LIST, Action.CREATE, Action.CHANGE, Action.DELETE, Action.REFRESH, Action.LOG_IN);

    private final MarkdownTable people = new MarkdownTable(Stream.of(
                    Stream.of("attack", "requests", "failed"),
                    ACTIONS.stream().map(action -> action + ": p50, p99"),
                    Stream.of("ended session refused after", "reset mail after", "auth-service", "todo-service"))
            .flatMap(column -> column)
            .toList());
    private final MarkdownTable attackers = new MarkdownTable(List.of("attack", "attackers got"));

    void add(
            String what,
            Experience experience,
            Duration ended,
            Optional<Duration> mailed,
            ResidentMemory auth,
            ResidentMemory todo,
            List<Attack> attacks) {
        var row = new ArrayList<>(List.of(
                what,
                Integer.toString(experience.requests()),
                experience.failures().isEmpty() ? "0" : experience.failures().toString()));
        for (var action : ACTIONS) {
            row.add(millis(experience.percentile(50, action)) + ", " + millis(experience.percentile(99, action)));
        }
        row.add(millis(Optional.of(ended)));
        row.add(millis(mailed));
        row.add(Long.toString(auth.mebibytes()));
        row.add(Long.toString(todo.mebibytes()));
        people.add(row);
        for (var attack : attacks) {
            var name = attack.name().equals(what) ? what : what + ": " + attack.name();
            attackers.add(List.of(name, attack.results()));
        }
    }

    List<String> lines() {
        return Stream.of(people.lines(), List.of(""), attackers.lines())
                .flatMap(List::stream)
                .toList();
    }

    void write(Path file) throws IOException {
        Files.write(file, lines());
    }

    private static String millis(Optional<Duration> duration) {
        return duration.map(taken -> Long.toString(taken.toMillis())).orElse("–");
    }
}
