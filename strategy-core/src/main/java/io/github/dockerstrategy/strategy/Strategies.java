package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import java.util.List;
import java.util.stream.Stream;

/** All strategies there are. */
public final class Strategies {

    /** The word that has one of them chosen. */
    public static final String AUTO = "auto";

    private static final List<Strategy> ALL = List.of(
            new JibStrategy(),
            new CopyLocalStrategy(),
            new MultiStageStrategy(),
            new BuilderPatternStrategy(),
            new BuilderJibStrategy(),
            new OwnDockerfileStrategy());

    private Strategies() {}

    public static List<Strategy> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Strategy::name).toList();
    }

    private static List<String> withAuto() {
        return Stream.concat(names().stream(), Stream.of(AUTO)).toList();
    }

    /** @throws ProblemException if there is no strategy of that name */
    public static Strategy named(String name) {
        return ALL.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "unknown-strategy",
                        "There is no strategy '" + name + "'.",
                        "<strategy>, -Ddocker-strategy.strategy",
                        Suggestion.among(name, withAuto()))));
    }
}
