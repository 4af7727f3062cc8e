package io.github.dockerstrategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a person is told when something is refused. */
public final class ProblemAssert {

    private final Problem problem;

    private ProblemAssert(Problem problem) {
        this.problem = problem;
    }

    /** {@code work} must be refused with one problem. */
    public static ProblemAssert refusalOf(ThrowingCallable work) {
        Throwable thrown = catchThrowable(work);
        assertThat(thrown).isInstanceOf(ProblemException.class);
        assertThat(((ProblemException) thrown).problems()).hasSize(1);
        return new ProblemAssert(((ProblemException) thrown).problems().get(0));
    }

    public ProblemAssert hasId(String id) {
        assertThat(problem.id()).as(problem.text()).isEqualTo(id);
        return this;
    }

    public ProblemAssert says(String... parts) {
        assertThat(problem.what().toString()).contains(parts);
        return this;
    }

    public ProblemAssert pointsAt(String... parts) {
        assertThat(problem.where().toString()).contains(parts);
        return this;
    }

    public ProblemAssert advises(String... parts) {
        assertThat(problem.fix().toString()).contains(parts);
        return this;
    }

    public ProblemAssert isFor(Problem.Blame blame) {
        assertThat(problem.blame()).isEqualTo(blame);
        return this;
    }

    public ProblemAssert doesNotMention(String secret) {
        assertThat(problem.text()).doesNotContain(secret);
        return this;
    }
}
