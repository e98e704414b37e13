package dev.tandem.endtoend.bench;

import java.util.Collection;

final class Median {

    private Median() {}

    static double of(Collection<? extends Number> numbers) {
        var sorted = numbers.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
