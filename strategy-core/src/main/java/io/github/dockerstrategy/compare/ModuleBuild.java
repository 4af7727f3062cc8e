package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;

/** Builds a module's image in a process of its own. */
public interface ModuleBuild {

    /**
     * What to build.
     *
     * @param strategy with which strategy
     * @param root the scratch copy of the whole project
     * @param image name of the image
     * @param cache folder for what may be kept between builds
     * @param pushed whether it goes to the registry that its name tells
     * @param fresh whether docker's build cache is to be passed over
     * @param output file for what the build prints
     */
    record Order(Strategy strategy, Path root, String image, Path cache, boolean pushed, boolean fresh, Path output) {}

    /**
     * Builds.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the build fails, with its last words
     */
    BuildResult build(Order order) throws InterruptedException;
}
