package io.github.dockerstrategy.strategy;

import java.util.List;

/**
 * All that a build will do, in order.
 *
 * @param strategy name of the strategy that planned it
 * @param steps what to do
 */
public record BuildPlan(String strategy, List<Step> steps) {

    public BuildPlan {
        steps = List.copyOf(steps);
    }

    /** Whether any step talks to docker. */
    public boolean needsDocker() {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.ExtractFromBuilder || step instanceof Step.BuildWithDocker);
    }
}
