package io.github.dockerstrategy.problem;

import io.github.dockerstrategy.problem.Problem.Blame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one exception of this library: carries every problem that was found, at least one. Its message is in the plain notation. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized; List.copyOf is serializable all the same
    private final List<Problem> problems;

    /**
     * Reports one problem.
     *
     * @param problem the problem
     */
    public ProblemException(Problem problem) {
        this(List.of(problem), null);
    }

    /**
     * Reports one problem with the exception behind it.
     *
     * @param problem the problem
     * @param cause the exception; may be {@code null}
     */
    public ProblemException(Problem problem, @Nullable Throwable cause) {
        this(List.of(problem), cause);
    }

    /**
     * Reports several problems.
     *
     * @param problems the problems, at least one
     */
    public ProblemException(List<Problem> problems) {
        this(problems, null);
    }

    private ProblemException(List<Problem> problems, @Nullable Throwable cause) {
        super(describe(problems, Notation.PLAIN), cause);
        this.problems = List.copyOf(problems);
    }

    /**
     * The same problems, each with another sentence behind what failed.
     *
     * @param more the sentence, with a blank in front of it
     * @return the longer problems
     */
    public ProblemException with(String more) {
        return new ProblemException(
                problems.stream().map(problem -> problem.with(more)).toList(), this);
    }

    /**
     * All problems that were found.
     *
     * @return the problems, at least one
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Whether the project's owner can put all of it right.
     *
     * @return {@code false} if any problem is one of the machine, the network or a registry
     */
    public boolean isProjectsToFix() {
        return problems.stream().allMatch(problem -> problem.blame() == Blame.PROJECT);
    }

    /**
     * All problems as a front end writes them.
     *
     * @param notation how the front end writes parameters and goals
     * @return the message
     */
    public String text(Notation notation) {
        return describe(problems, notation);
    }

    private static String describe(List<Problem> problems, Notation notation) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem");
        }
        if (problems.size() == 1) {
            return problems.get(0).text(notation);
        }
        StringBuilder text = new StringBuilder(problems.size() + " problems");
        for (int i = 0; i < problems.size(); i++) {
            text.append("\n\n").append(i + 1).append(". ");
            text.append(problems.get(i).text(notation).replace("\n", "\n   "));
        }
        return text.toString();
    }
}
