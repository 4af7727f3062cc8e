package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.problem.Problem.Blame;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs the CLI's commands, passes on what it says, and turns failures into problems. */
final class DockerCommandRunner {

    /** How many of the last lines an error message quotes. */
    private static final int QUOTED_LINES = 20;

    /** Errors of a Maven in a container are followed by the lines of other stages, and by advice. */
    private static final int KEPT_LINES = 2_000;

    private final Programs programs;
    private final DockerListener listener;

    DockerCommandRunner(Programs programs, DockerListener listener) {
        this.programs = programs;
        this.listener = listener;
    }

    /** Runs a command that changes something or takes long: the listener gets its output. */
    ProcessResult run(String what, Command command, Blame blame) throws InterruptedException {
        LastLines last = new LastLines(listener);
        listener.command(Redaction.line(command));
        ProcessResult outcome = outcome(command, last);
        if (!outcome.succeeded()) {
            throw NestedProblem.in(last.lines())
                    .map(ProblemException::new)
                    .orElseGet(
                            () -> failed(what, command, outcome, FailureExcerpt.of(last.lines(), QUOTED_LINES), blame));
        }
        return outcome;
    }

    /** Runs a command whose failure with such words is as good as success. */
    void runUnless(Pattern noFailure, String what, Command command) throws InterruptedException {
        listener.command(Redaction.line(command));
        ask(noFailure, what, command);
    }

    /** Asks something in silence. */
    ProcessResult ask(String what, Command command) throws InterruptedException {
        ProcessResult outcome = programs(command);
        if (!outcome.succeeded()) {
            throw failed(what, command, outcome, FailureExcerpt.of(outcome, QUOTED_LINES), Blame.ENVIRONMENT);
        }
        return outcome;
    }

    /** Asks something in silence; empty if the answer is a failure with such words. */
    Optional<ProcessResult> ask(Pattern none, String what, Command command) throws InterruptedException {
        ProcessResult outcome = programs(command);
        if (outcome.succeeded()) {
            return Optional.of(outcome);
        }
        if (outcome.errors().stream().anyMatch(line -> none.matcher(line).find())) {
            return Optional.empty();
        }
        throw failed(what, command, outcome, FailureExcerpt.of(outcome, QUOTED_LINES), Blame.ENVIRONMENT);
    }

    /** Asks something whose failure is an answer too. */
    ProcessResult programs(Command command) throws InterruptedException {
        return outcome(command, new LastLines(new Silence()));
    }

    private ProcessResult outcome(Command command, LastLines last) throws InterruptedException {
        try {
            return programs.run(command, last::add);
        } catch (ProblemException e) {
            throw e.problems().get(0).id().equals("program-not-found")
                    ? DockerProblems.notInstalled(command.program(), e)
                    : e;
        }
    }

    private ProblemException failed(
            String what, Command command, ProcessResult outcome, List<String> lines, Blame blame) {
        return DockerProblems.failed(what, Redaction.line(command), outcome.exitCode(), lines, listener.log(), blame);
    }

    private static final class Silence implements DockerListener {
        @Override
        public void command(String line) {}

        @Override
        public void output(String line) {}
    }

    /** The last lines of both streams in the order in which they came. */
    private static final class LastLines {

        private final DockerListener listener;
        private final Deque<String> lines = new ArrayDeque<>();

        LastLines(DockerListener listener) {
            this.listener = listener;
        }

        synchronized void add(String line) {
            listener.output(line);
            if (line.isBlank()) {
                return;
            }
            if (lines.size() == KEPT_LINES) {
                lines.removeFirst();
            }
            lines.addLast(Redaction.redacted(line));
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }
}
