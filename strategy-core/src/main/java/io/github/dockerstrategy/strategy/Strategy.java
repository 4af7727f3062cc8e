package io.github.dockerstrategy.strategy;

import static io.github.dockerstrategy.problem.Mention.goals;

import java.util.Optional;

/**
 * A way to build an image: where the application is built, what assembles the image, and the plan. Everything that differs between
 * strategies follows from these three. To add a strategy, implement this and add it to {@link Strategies#builtIn()}.
 */
public interface Strategy {

    /** Its name in a POM. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** Where the application is built. */
    BuildLocation location();

    /** What assembles the image. */
    Assembler assembler();

    /** All steps of the build; a pure function of the request. */
    BuildPlan plan(BuildRequest request);

    /** Whether it needs docker: to build in a container, or to assemble. */
    default boolean needsDocker() {
        return location().isContainer() || assembler() == Assembler.DOCKER;
    }

    /** Whether the image is built from a Dockerfile that is generated from the request. */
    default boolean generatesDockerfile() {
        return location().usesDescription() && assembler() == Assembler.DOCKER;
    }

    /** A warning for a build with this strategy; usually empty. */
    default Optional<String> note(BuildRequest request) {
        return request.project().built() && location().isContainer()
                ? Optional.of("This run has built the module on this machine, and the strategy '" + name()
                        + "' builds it once more in a container; to have it built once, call " + goals("build")
                        + " by itself.")
                : Optional.empty();
    }
}
