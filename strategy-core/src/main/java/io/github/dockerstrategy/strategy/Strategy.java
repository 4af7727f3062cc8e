package io.github.dockerstrategy.strategy;

import java.util.Optional;

/** A way to build an image. Adding one: implement this, add it to {@link Strategies}, add its column to {@link Feature}. */
public interface Strategy {

    /** The word for it in a POM. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** What everybody should hear who uses it; usually nothing. */
    default Optional<String> note(BuildRequest request) {
        boolean twice = request.project().built() && Feature.NO_HOST_BUILD.isSupportedBy(this);
        return twice
                ? Optional.of(
                        "This run has built the module on this machine, and the strategy '" + name()
                                + "' builds it once more in a container; to have it built once, call mvn docker-strategy:build by itself.")
                : Optional.empty();
    }

    /** All steps of the build; a pure function of the request. */
    BuildPlan plan(BuildRequest request);
}
