package io.github.dockerstrategy.recommend;

import io.github.dockerstrategy.strategy.Strategy;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be said of one strategy.
 *
 * @param strategy its name
 * @param summary what it does
 * @param blockers why it does not fit; empty if it does
 * @param notes what is worth knowing, if it fits
 */
public record Verdict(String strategy, String summary, List<Finding> blockers, List<Finding> notes) {

    /**
     * A rule that applies.
     *
     * @param rule its id
     * @param message what it says here
     */
    public record Finding(String rule, String message) {

        @Override
        public String toString() {
            return message + " [" + rule + "]";
        }
    }

    public Verdict {
        blockers = List.copyOf(blockers);
        notes = List.copyOf(notes);
    }

    static Verdict on(Strategy strategy, Situation situation) {
        List<Finding> blockers = Arrays.stream(Blocker.values())
                .flatMap(rule ->
                        rule.against(strategy, situation).map(message -> new Finding(rule.id(), message)).stream())
                .toList();
        List<Finding> notes = Arrays.stream(Note.values())
                .filter(rule -> blockers.isEmpty() && rule.appliesTo(strategy, situation))
                .map(rule -> new Finding(rule.id(), rule.message()))
                .toList();
        return new Verdict(strategy.name(), strategy.summary(), blockers, notes);
    }

    public boolean fits() {
        return blockers.isEmpty();
    }
}
