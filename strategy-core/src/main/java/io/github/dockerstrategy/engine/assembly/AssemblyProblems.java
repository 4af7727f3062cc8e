package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;

/**
 * Turns failures to assemble or write an image into problems.
 *
 * @param action what failed, such as {@code push}
 * @param image the image that it failed for
 */
record AssemblyProblems(String action, ImageReference image) {

    private static final String WHERE = parameter("image");

    /** The problem behind {@code failure}. */
    ProblemException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
                Problem missing = Problem.of(
                        "missing-file",
                        "Cannot " + action + " " + image + ": there is no file " + cause.getMessage() + ".",
                        WHERE,
                        "correct the path");
                return new ProblemException(missing, failure);
            }
        }
        return new RegistryProblems(action, image, WHERE).of(failure);
    }
}
