package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.problem.Notation;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be compared.
 *
 * @param project the project
 * @param folder where scratch copies are made; it is removed at the end
 * @param strategies the strategies that can run here, in the order in which they run
 * @param scenarios what is measured, in order, the first build first
 * @param repeats how often all of it is measured
 * @param repository how the names of the images begin: a strategy, a round and a scenario follow
 * @param inRegistry whether the images are pushed, and the pushes measured
 * @param bases images to have in the engine before anything is measured
 * @param keep whether copies and images stay
 * @param notation how the failures of builds are written
 */
public record CompareSettings(
        ScratchProject project,
        Path folder,
        List<Strategy> strategies,
        List<Scenario> scenarios,
        int repeats,
        String repository,
        boolean inRegistry,
        List<String> bases,
        boolean keep,
        Notation notation) {

    public CompareSettings {
        strategies = List.copyOf(strategies);
        scenarios = List.copyOf(scenarios);
        bases = List.copyOf(bases);
    }

    /** How many builds are measured. */
    int builds() {
        return strategies.size() * scenarios.size() * repeats;
    }
}
