package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedProblemTest {

    private static final String START =
            "[ERROR] Failed to execute goal io.github.dockerstrategy:docker-strategy-maven-plugin:1:stage"
                    + " (default-cli) on project shop: Cannot stage the layers of shop: ";

    @ParameterizedTest
    @ValueSource(strings = {"", "#12 34.5 "})
    void theProblemOfAMavenIsTheCause(String prefix) {
        List<String> lines = List.of(
                prefix + "[ERROR] something earlier",
                prefix + START + "2 main classes were found: A, B.",
                prefix + "[ERROR]   where: the module's compiled classes",
                "#12 34.6 a line of something else",
                prefix + "[ERROR]   fix:   choose one: A",
                prefix + "[ERROR]          or B",
                prefix + "[ERROR]   [several-main-classes] docs/troubleshooting.md#several-main-classes",
                prefix + "[ERROR] -> [Help 1]");
        assertThat(NestedProblem.in(lines).map(Problem::text))
                .contains(
                        "2 main classes were found: A, B.\n  where: the module's compiled classes\n  fix:   choose one: A\n"
                                + "         or B\n  [several-main-classes]");
    }

    @Test
    void aDescriptionMayHaveSeveralLines() {
        assertThat(NestedProblem.in(List.of(
                                START + "The command ended with exit code 1:",
                                "[ERROR]     no space left",
                                "[ERROR]   fix:   make room",
                                "[ERROR]   [jlink-failed] docs/troubleshooting.md#jlink-failed"))
                        .map(Problem::text))
                .contains(
                        "The command ended with exit code 1:\n    no space left\n  fix:   make room\n  [jlink-failed]");
    }

    @Test
    void otherFailuresAndSeveralProblemsAreNoProblem() {
        assertThat(NestedProblem.in(List.of())).isEmpty();
        assertThat(NestedProblem.in(List.of(
                        "[ERROR] Failed to execute goal compiler:compile (default-compile) on project shop: Compilation failure",
                        "[ERROR]   [no-id] elsewhere#other-id")))
                .isEmpty();
        assertThat(NestedProblem.in(List.of(
                        START + "2 problems",
                        "[ERROR] ",
                        "[ERROR] 1. One.",
                        "[ERROR]      [one-problem] docs/troubleshooting.md#one-problem")))
                .isEmpty();
    }
}
