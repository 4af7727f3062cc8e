package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;

/** Turns failures into problems. */
final class AssemblyProblems {

    private AssemblyProblems() {}

    /**
     * The problem behind {@code failure}.
     *
     * @param doing what was being done, such as "pull the base image"
     * @param image the image it was done with
     * @param where the element that names the image
     */
    static ProblemException of(Throwable failure, String doing, ImageReference image, String where) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
                return new ProblemException(
                        Problem.of(
                                "missing-file",
                                "Cannot " + doing + " " + image + ": there is no file " + cause.getMessage() + ".",
                                where,
                                "correct the path"),
                        failure);
            }
        }
        return new RegistryProblems(doing, image, where).of(failure);
    }
}
