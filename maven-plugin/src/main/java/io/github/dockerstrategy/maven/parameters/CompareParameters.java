package io.github.dockerstrategy.maven.parameters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code compare}, without their prefix.
 *
 * @param strategies the strategies to compare; empty for all
 * @param scenarios the scenarios to measure; empty for all
 * @param repeats number of measurements
 * @param dependency the dependency to change
 * @param source the source to change
 * @param repository prefix of the repositories to push to
 * @param keep whether scratch copies and images are kept
 */
public record CompareParameters(
        List<String> strategies,
        List<String> scenarios,
        int repeats,
        @Nullable String dependency,
        @Nullable String source,
        @Nullable String repository,
        boolean keep) {

    public CompareParameters {
        strategies = List.copyOf(strategies);
        scenarios = List.copyOf(scenarios);
    }
}
