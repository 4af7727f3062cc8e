package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** Jib's word for the base image's entrypoint. */
record InheritedEntrypoint(ContainerParameters container) {

    private static final List<String> INHERIT = List.of("INHERIT");

    /** Whether containers start what the base image starts. */
    boolean isWanted() {
        return INHERIT.equals(container.entrypoint);
    }

    /** The program's arguments; empty for the base image's. */
    Optional<List<String>> args() {
        if (!INHERIT.equals(container.args)) {
            return Optional.ofNullable(container.args).filter(args -> !args.isEmpty());
        }
        if (!isWanted()) {
            throw new ProblemException(Problem.of(
                    "args-not-inherited",
                    "The base image's arguments belong to its entrypoint, which this image replaces.",
                    "<container><args>",
                    "inherit both: <entrypoint>INHERIT</entrypoint>, or write the arguments"));
        }
        return Optional.empty();
    }
}
