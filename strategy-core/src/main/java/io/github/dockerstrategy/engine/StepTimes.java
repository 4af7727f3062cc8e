package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.strategy.Step;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the steps of a build take. */
final class StepTimes {

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Double> phases = new LinkedHashMap<>();

    /** Adds a step that began at {@code start} of {@link System#nanoTime} and ends now. */
    void add(Step step, long start) {
        double taken = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        seconds.merge(step.title(), taken, Double::sum);
        phases.merge(step.phase().key(), taken, Double::sum);
    }

    /** Seconds of each step, by its title. */
    Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }

    /** Seconds of each phase, by its key. */
    Map<String, Double> phases() {
        return Collections.unmodifiableMap(phases);
    }
}
