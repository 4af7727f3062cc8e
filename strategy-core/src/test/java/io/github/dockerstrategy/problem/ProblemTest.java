package io.github.dockerstrategy.problem;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final Problem PORT =
            Problem.of("bad-port", "'x' is not a port.", parameter("container.ports"), "write a number");
    private static final Problem DISK = Problem.ofEnvironment("disk-full", "The disk is full.", "", "");

    @Test
    void saysWhatWhereAndHowToFixOnALineEach() {
        assertThat(PORT.text()).isEqualTo("""
                'x' is not a port.
                  where: container.ports
                  fix:   write a number
                  [bad-port]""");
    }

    @Test
    void leavesOutWhatItDoesNotKnow() {
        assertThat(DISK.text()).isEqualTo("The disk is full.\n  [disk-full]");
    }

    @Test
    void indentsFurtherLinesOfAFixBelowTheFirst() {
        assertThat(Problem.of("id", "What.", "", "first\nsecond").text()).isEqualTo("""
                What.
                  fix:   first
                         second
                  [id]""");
    }

    @Test
    void refusesToBeAnonymousOrWordless() {
        assertThatThrownBy(() -> Problem.of(" ", "What.", "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Problem.of("id", " ", "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLoneProblemIsTheWholeMessage() {
        assertThat(new ProblemException(PORT)).hasMessage(PORT.text());
    }

    @Test
    void severalProblemsAreCountedAndNumbered() {
        assertThat(new ProblemException(List.of(PORT, DISK))).hasMessage("""
                2 problems

                1. 'x' is not a port.
                     where: container.ports
                     fix:   write a number
                     [bad-port]

                2. The disk is full.
                     [disk-full]""");
    }

    @Test
    void isTheProjectsToFixOnlyIfAllOfItIs() {
        assertThat(new ProblemException(List.of(PORT, PORT)).isProjectsToFix()).isTrue();
        assertThat(new ProblemException(List.of(PORT, DISK)).isProjectsToFix()).isFalse();
    }

    @Test
    void anExceptionNeedsAProblem() {
        assertThatThrownBy(() -> new ProblemException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheCauseForThoseWhoLookForIt() {
        Exception cause = new Exception("deep down");
        assertThat(new ProblemException(DISK, cause)).hasCause(cause);
    }

    @Test
    void collectsAllProblemsOfSeveralPiecesAndEachOnce() {
        Problems problems = new Problems();
        String good = problems.collect(() -> "good");
        String bad = problems.collect(() -> {
            throw new ProblemException(List.of(PORT, DISK));
        });
        problems.add(PORT);
        assertThat(good).isEqualTo("good");
        assertThat(bad).isNull();
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problems()).containsExactly(PORT, DISK));
    }

    @Test
    void throwsNothingIfNothingWasFound() {
        Problems problems = new Problems();
        problems.throwIfAny();
        problems.throwIfAny();
    }

    @Test
    void otherExceptionsAreBugsAndPassThroughTheCollection() {
        Problems problems = new Problems();
        assertThatThrownBy(() -> problems.collect(() -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
