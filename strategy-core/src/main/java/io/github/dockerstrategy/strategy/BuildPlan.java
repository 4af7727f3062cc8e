package io.github.dockerstrategy.strategy;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a build will do, in order.
 *
 * @param strategy the strategy that planned it
 * @param steps what to do
 */
public record BuildPlan(Strategy strategy, List<Step> steps) {

    public BuildPlan {
        steps = List.copyOf(steps);
    }

    /**
     * The steps that fill the context of a docker build with what can be had without building anything.
     *
     * @param applicationIsThere whether the application has been built already
     */
    public BuildPlan context(boolean applicationIsThere) {
        List<Step> some = new ArrayList<>();
        boolean layersAreThere = false;
        for (Step step : steps) {
            boolean layOut = step instanceof Step.LayOutExtras || (step instanceof Step.LayOut && applicationIsThere);
            layersAreThere |= layOut;
            if (layOut
                    || step instanceof Step.CopySources
                    || step instanceof Step.GatherFiles
                    || step instanceof Step.WriteUserProperties
                    || (step instanceof Step.ArchiveLayers && layersAreThere)) {
                some.add(step);
            }
        }
        return new BuildPlan(strategy, some);
    }

    /** Whether any step talks to docker. */
    public boolean needsDocker() {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.ExtractFromBuilder
                        || step instanceof Step.BuildWithDocker
                        || step instanceof Step.PushWithDocker);
    }
}
