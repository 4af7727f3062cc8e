package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;

/** The end of a build that somebody ended. */
final class Interruption {

    private Interruption() {}

    static ProblemException problem(InterruptedException cause) {
        return new ProblemException(
                Problem.ofEnvironment("interrupted", "The build was interrupted.", "", "run it again"), cause);
    }
}
