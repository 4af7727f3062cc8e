package io.github.dockerstrategy.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one case and plugin in one project. Medians; of an even number of rounds the mean of the two in the middle.
 */
record Summary(String project, Case what, Peer peer, List<Measurement> rounds) {

    double requests() {
        return median(round -> round.traffic().requests().size());
    }

    double connections() {
        return median(round -> round.traffic().connections());
    }

    double sent() {
        return median(round -> round.traffic().sent());
    }

    double seconds() {
        return median(Measurement::seconds);
    }

    double cpuSeconds() {
        return median(Measurement::cpuSeconds);
    }

    double peakMegabytes() {
        return median(Measurement::peakMegabytes);
    }

    /** The fastest and the slowest round. */
    double[] spread() {
        double[] sorted =
                rounds.stream().mapToDouble(Measurement::seconds).sorted().toArray();
        return new double[] {sorted[0], sorted[sorted.length - 1]};
    }

    private double median(ToDoubleFunction<Measurement> value) {
        double[] sorted = rounds.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
