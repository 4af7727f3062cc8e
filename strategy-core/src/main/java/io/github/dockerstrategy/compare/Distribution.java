package io.github.dockerstrategy.compare;

import java.util.List;

/**
 * A figure that was measured several times.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the least
 * @param max the greatest
 * @param values all of them, in the order in which they were measured
 */
public record Distribution(double median, double min, double max, List<Double> values) {

    public Distribution {
        values = List.copyOf(values);
    }

    /** @param values at least one */
    public static Distribution of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Distribution(median, sorted.get(0), sorted.get(sorted.size() - 1), values);
    }
}
