package io.github.dockerstrategy.strategy;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The strategies to choose from.
 *
 * @param all the strategies, in the order in which they are listed and compared
 */
public record Strategies(List<Strategy> all) {

    /** The value that has one of them chosen for the project and the machine. */
    public static final String AUTO = "auto";

    /** Name of the strategy that is used where none is configured. */
    public static final String DEFAULT = JibStrategy.NAME;

    /** The strategy that builds a Dockerfile of the user's. */
    public static final String OWN_DOCKERFILE = OwnDockerfileStrategy.NAME;

    /** The first one that builds on this machine and runs commands in the image. */
    public static String runningCommands() {
        return builtIn()
                .names(strategy -> !strategy.location().isContainer() && Feature.RUN.isSupportedBy(strategy))
                .get(0);
    }

    private static final Strategies BUILT_IN = new Strategies(List.of(
            new JibStrategy(),
            new CopyLocalStrategy(),
            new MultiStageStrategy(),
            new BuilderPatternStrategy(),
            new BuilderJibStrategy(),
            new OwnDockerfileStrategy()));

    public Strategies {
        all = List.copyOf(all);
    }

    /** Those of this plugin. */
    public static Strategies builtIn() {
        return BUILT_IN;
    }

    public List<String> names() {
        return names(strategy -> true);
    }

    /** Names of the strategies of which {@code condition} holds. */
    public List<String> names(Predicate<Strategy> condition) {
        return all.stream().filter(condition).map(Strategy::name).toList();
    }

    public Optional<Strategy> find(String name) {
        return all.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
    }

    /** @throws ProblemException if there is no strategy of that name */
    public Strategy named(String name) {
        return find(name)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "unknown-strategy",
                        "There is no strategy '" + name + "'.",
                        parameter("strategy"),
                        Suggestion.among(name, withAuto()))));
    }

    private List<String> withAuto() {
        return Stream.concat(names().stream(), Stream.of(AUTO)).toList();
    }
}
