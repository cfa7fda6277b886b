package dev.planstack.bootstrap.bench;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * One figure, measured several times.
 *
 * @param values what was measured, in order
 */
record Samples(List<Double> values) {

    Samples {
        values = List.copyOf(values);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Each with the one that was measured next to it. */
    Samples with(Samples other, DoubleBinaryOperator operator) {
        return new Samples(IntStream.range(0, values.size())
                .mapToObj(i -> operator.applyAsDouble(values.get(i), other.values.get(i)))
                .toList());
    }
}
