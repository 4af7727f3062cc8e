package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.recommend.Measured;
import io.github.dockerstrategy.recommend.Recommendation.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole comparison: the content of {@code compare.json}, of which the other reports are views.
 *
 * @param schema version of this structure
 * @param created when it ended, ISO 8601
 * @param project what was built
 * @param machine where
 * @param command the command that made it
 * @param repeats how often everything was measured
 * @param scenarios what was measured
 * @param stopped why it ended early; empty if it did not
 * @param strategies what was measured of each strategy
 * @param leftOut the strategies that were not tried
 * @param recommendation the strategy that follows from it
 */
public record Comparison(
        int schema,
        String created,
        Subject project,
        Place machine,
        String command,
        int repeats,
        List<Setting> scenarios,
        Optional<String> stopped,
        List<StrategyResult> strategies,
        List<LeftOut> leftOut,
        Optional<Choice> recommendation) {

    public static final int SCHEMA = 1;

    /** One run or two say nothing about noise, and a choice must not change with it. */
    private static final int ENOUGH_REPEATS = 3;

    /**
     * @param module {@code group:artifact:version}
     * @param packaging jar, war
     * @param modules how many modules the whole build has
     */
    public record Subject(String module, String packaging, int modules) {}

    /**
     * @param os operating system and processor
     * @param processors how many the JVM sees
     * @param memory bytes of the machine's memory; 0 if not known
     * @param java version of the JDK
     * @param maven version of Maven
     * @param docker the engine; empty if none answers
     * @param ci whether it is a run of continuous integration
     */
    public record Place(
            String os, int processors, long memory, String java, String maven, Optional<String> docker, boolean ci) {}

    /**
     * @param name of a scenario
     * @param meaning what it is
     * @param change what was changed for it, if something was
     * @param leftOut why it was not measured; empty if it was
     */
    public record Setting(String name, String meaning, Optional<String> change, Optional<String> leftOut) {}

    /** A strategy that was not tried, and why. */
    public record LeftOut(String strategy, String reason) {

        /** The reason of those that the user did not ask for. */
        public static final String NOT_WANTED = "not among docker-strategy.compare.strategies";
    }

    public Comparison {
        scenarios = List.copyOf(scenarios);
        strategies = List.copyOf(strategies);
        leftOut = List.copyOf(leftOut);
    }

    /** What a recommendation makes of it; nothing, where too little was measured to tell a difference from noise. */
    public Measured measured() {
        Map<String, Measured.Figures> figures = new LinkedHashMap<>();
        for (StrategyResult one : strategies) {
            one.measurement(Scenario.CODE.word())
                    .filter(code -> one.failure().isEmpty() && code.isOf(ENOUGH_REPEATS))
                    .flatMap(code -> code.seconds()
                            .flatMap(seconds -> code.pushBytes()
                                    .map(bytes -> new Measured.Figures(seconds.median(), Math.round(bytes.median())))))
                    .ifPresent(found -> figures.put(one.strategy(), found));
        }
        return new Measured(figures);
    }

    /** The same with a recommendation, unless it is for a strategy that has just failed. */
    public Comparison recommending(Optional<Choice> choice) {
        Optional<Choice> tenable = choice.filter(one -> strategies.stream()
                .noneMatch(other -> other.strategy().equals(one.strategy())
                        && other.failure().isPresent()));
        return new Comparison(
                schema, created, project, machine, command, repeats, scenarios, stopped, strategies, leftOut, tenable);
    }

    /** Whether not a single build came to its end, and none was told to stop. */
    public boolean measuredNothing() {
        return stopped.isEmpty()
                && strategies.stream().allMatch(one -> one.scenarios().isEmpty());
    }
}
