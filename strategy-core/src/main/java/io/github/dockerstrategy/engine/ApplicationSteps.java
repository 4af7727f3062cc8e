package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.engine.docker.FailureExcerpt;
import io.github.dockerstrategy.engine.docker.NestedProblem;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.strategy.Step.ApplicationStep;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import io.github.dockerstrategy.strategy.Step.HostCommand;

/**
 * Builds the application, on the host or in a builder image.
 *
 * @param docker gives the docker engine; not asked where nothing needs it
 */
record ApplicationSteps(Programs programs, DockerOnDemand docker, BuildLog log) {

    private static final int LINES_QUOTED = 15;

    void execute(ApplicationStep step) throws InterruptedException {
        if (step instanceof HostCommand host) {
            run(host);
        } else if (step instanceof ExtractFromBuilder extract) {
            new Folder(extract.into()).delete();
            docker.get().extract(extract);
        }
    }

    private void run(HostCommand host) throws InterruptedException {
        log.runningCommand(host.command().line());
        ProcessResult outcome = programs.run(host.command(), log::programOutput);
        if (!outcome.succeeded()) {
            throw new ProblemException(NestedProblem.in(outcome.lines()).orElseGet(() -> failed(host, outcome)));
        }
    }

    private static Problem failed(HostCommand host, ProcessResult outcome) {
        return Problem.of(
                "host-command-failed",
                "The command ended with exit code " + outcome.exitCode() + ":\n    "
                        + String.join("\n    ", FailureExcerpt.of(outcome, LINES_QUOTED)),
                "$ " + host.command().line(),
                "run it by hand in " + host.command().directory() + " to see more");
    }
}
