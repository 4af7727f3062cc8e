package io.github.dockerstrategy.process;

import java.util.function.Consumer;

/** The programs that can be run; tests give their own. */
@FunctionalInterface
public interface Programs {

    /**
     * Runs a program to its end.
     *
     * @param output receives each line of standard output and standard error as it comes
     * @throws io.github.dockerstrategy.problem.ProblemException if the program cannot be started
     * @throws InterruptedException if this thread was interrupted; the program and its children are ended first
     */
    ProcessResult run(Command command, Consumer<String> output) throws InterruptedException;

    /** Runs a program to its end, in silence. */
    default ProcessResult run(Command command) throws InterruptedException {
        return run(command, line -> {});
    }
}
