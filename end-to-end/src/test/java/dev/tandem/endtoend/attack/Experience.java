package dev.tandem.endtoend.attack;

import dev.tandem.endtoend.Answer;
import dev.tandem.endtoend.Tally;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What people met with while something happened, by what they did. */
final class Experience {

    private final Map<Action, Tally> tallies = new EnumMap<>(Action.class);

    Experience() {
        for (var action : Action.values()) {
            tallies.put(action, new Tally());
        }
    }

    /** The answer; empty if it is none of those {@code expected}, or there is none. */
    Optional<Answer> of(Action action, Supplier<Answer> request, int... expected) {
        var tally = tallies.get(action);
        long began = System.nanoTime();
        try {
            var answer = request.get();
            if (IntStream.of(expected).anyMatch(status -> status == answer.status())) {
                tally.answered(Duration.ofNanos(System.nanoTime() - began));
                return Optional.of(answer);
            }
            tally.failed("status " + answer.status());
        } catch (UncheckedIOException e) {
            tally.failed("no answer: " + e.getCause().getMessage());
        }
        return Optional.empty();
    }

    int requests() {
        return tallies.values().stream().mapToInt(Tally::answers).sum()
                + failures().values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<String, Integer> failures() {
        var failures = new TreeMap<String, Integer>();
        tallies.forEach(
                (action, tally) -> tally.failures().forEach((how, count) -> failures.put(action + ": " + how, count)));
        return failures;
    }

    /** Of the answers to all these actions; empty if there is none. */
    Optional<Duration> percentile(double percent, Action... actions) {
        var answered = Arrays.stream(actions)
                .map(tallies::get)
                .map(Tally::answered)
                .flatMap(Collection::stream)
                .sorted()
                .toList();
        if (answered.isEmpty()) {
            return Optional.empty();
        }
        int rank = (int) Math.ceil(answered.size() * percent / 100);
        return Optional.of(answered.get(rank - 1));
    }
}
