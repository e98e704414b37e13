package dev.tandem.endtoend.bench;

import java.util.List;
import java.util.function.Function;

/** Slices of the same. Those count during which nobody else was busy; all do where there is none. */
record Cell(List<Slice> slices) {

    String operation() {
        return slices.getFirst().operation();
    }

    int connections() {
        return slices.getFirst().connections();
    }

    boolean countsAllocation() {
        return slices.getFirst().allocated() != null;
    }

    long quiet() {
        return slices.stream().filter(Slice::isQuiet).count();
    }

    boolean isDisturbed() {
        return quiet() == 0;
    }

    double median(Function<Slice, Double> figure) {
        return Median.of(slices.stream()
                .filter(slice -> isDisturbed() || slice.isQuiet())
                .map(figure)
                .toList());
    }
}
