package io.github.dockerstrategy.recommend;

import io.github.dockerstrategy.strategy.Strategy;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be said of one strategy.
 *
 * @param strategy its name
 * @param summary what it does
 * @param obstacles why it does not fit; empty if it does
 * @param remarks what is worth knowing, if it fits
 */
public record Verdict(String strategy, String summary, List<Finding> obstacles, List<Finding> remarks) {

    /**
     * A rule that applies.
     *
     * @param rule its id
     * @param words what it says here
     */
    public record Finding(String rule, String words) {

        @Override
        public String toString() {
            return words + " [" + rule + "]";
        }
    }

    public Verdict {
        obstacles = List.copyOf(obstacles);
        remarks = List.copyOf(remarks);
    }

    static Verdict on(Strategy strategy, Situation situation) {
        List<Finding> obstacles = Arrays.stream(Blocker.values())
                .flatMap(rule -> rule.against(strategy, situation).map(words -> new Finding(rule.id(), words)).stream())
                .toList();
        List<Finding> remarks = Arrays.stream(Note.values())
                .filter(rule -> obstacles.isEmpty() && rule.appliesTo(strategy, situation))
                .map(rule -> new Finding(rule.id(), rule.words()))
                .toList();
        return new Verdict(strategy.name(), strategy.summary(), obstacles, remarks);
    }

    public boolean fits() {
        return obstacles.isEmpty();
    }
}
