package dev.tandem.endtoend.bench;

import dev.tandem.endtoend.bench.Standing.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Measures contestants that run side by side, in turn, so that what changes on the machine changes for all of them. */
final class Race {

    private final List<Contestant> contestants;
    private final Plan plan;
    private final Meter meter;

    Race(List<Contestant> contestants, Plan plan, Meter meter) {
        this.contestants = contestants;
        this.plan = plan;
        this.meter = meter;
    }

    List<Standing> run() {
        var authStarts = inTurn(
                plan.starts(),
                at -> millis(
                        StartUp.ofRestarted(at.auth(), Request.get(at.auth().address(), "/.well-known/jwks.json"))));
        var todoStarts = inTurn(
                plan.starts(),
                at -> millis(StartUp.ofRestarted(at.todo(), at.people().reads("/api/todos?limit=1"))));
        var atRest = ofEach(Memory::of);
        Operation.all().forEach(operation -> contestants.forEach(operation::check));
        var cells = measureAll();
        var afterLoad = ofEach(Memory::of);
        return contestants.stream()
                .map(at -> new Standing(
                        at.title(),
                        Median.of(authStarts.get(at)),
                        Median.of(todoStarts.get(at)),
                        atRest.get(at),
                        afterLoad.get(at),
                        cells.get(at)))
                .toList();
    }

    private Map<Contestant, List<Cell>> measureAll() {
        var cells = ofEach(_ -> (List<Cell>) new ArrayList<Cell>());
        for (var operation : Operation.all()) {
            contestants.forEach(
                    at -> operation.load(at, operation.connections().getLast(), plan.warmUp(at.packaging())));
            for (int connections : operation.connections()) {
                measure(operation, connections)
                        .forEach((at, slices) -> cells.get(at).add(new Cell(slices)));
            }
        }
        return cells;
    }

    private Map<Contestant, List<Slice>> measure(Operation operation, int connections) {
        contestants.forEach(at -> operation.load(at, connections, plan.slice()));
        return inTurn(plan.slices(), at -> meter.measure(at, operation, connections));
    }

    /** A B A B … */
    private <T> Map<Contestant, List<T>> inTurn(int rounds, Function<Contestant, T> measurement) {
        var found = ofEach(_ -> (List<T>) new ArrayList<T>());
        for (int round = 0; round < rounds; round++) {
            contestants.forEach(at -> found.get(at).add(measurement.apply(at)));
        }
        return found;
    }

    private <T> Map<Contestant, T> ofEach(Function<Contestant, T> what) {
        return contestants.stream()
                .collect(Collectors.toMap(Function.identity(), what, (one, _) -> one, LinkedHashMap::new));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
