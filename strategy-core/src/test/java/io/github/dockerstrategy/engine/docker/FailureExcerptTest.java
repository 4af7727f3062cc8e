package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.process.ProcessResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureExcerptTest {

    @Test
    void theErrorsOfAMavenInAContainerAreQuotedWithoutItsAdvice() {
        List<String> output = List.of(
                "#12 1.1 [INFO] Compiling 3 source files",
                "#12 2.0 [ERROR] COMPILATION ERROR : ",
                "#12 2.0 [ERROR] /src/App.java:[3,5] cannot find symbol",
                "#12 2.1 [ERROR] Failed to execute goal compiler:compile on project shop: Compilation failure",
                "#12 2.1 [ERROR] /src/App.java:[3,5] cannot find symbol",
                "#12 2.2 [ERROR] -> [Help 1]",
                "#12 2.2 [ERROR] ",
                "#12 2.2 [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.",
                "#12 2.2 [ERROR] Re-run Maven using the -X switch to enable full debug logging.",
                "#12 2.2 [ERROR] For more information about the errors, please read the following articles:",
                "#12 2.2 [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException",
                "#12 ERROR: process \"/bin/sh -c mvn\" did not complete successfully: exit code: 1",
                "ERROR: failed to solve: exit code: 1");

        assertThat(FailureExcerpt.of(new ProcessResult(1, output, List.of()), 10))
                .containsExactly(
                        "#12 2.0 [ERROR] COMPILATION ERROR :",
                        "#12 2.0 [ERROR] /src/App.java:[3,5] cannot find symbol",
                        "#12 2.1 [ERROR] Failed to execute goal compiler:compile on project shop: Compilation failure",
                        "#12 2.1 [ERROR] /src/App.java:[3,5] cannot find symbol",
                        "#12 ERROR: process \"/bin/sh -c mvn\" did not complete successfully: exit code: 1",
                        "ERROR: failed to solve: exit code: 1");
    }

    @Test
    void aMavenThatCannotBeginIsQuotedByItsErrorsToo() {
        List<String> output = List.of(
                "[INFO] BUILD FAILURE",
                "[INFO] Total time:  0.623 s",
                "[ERROR] Plugin com.example:missing:1.0 or one of its dependencies could not be resolved:",
                "[ERROR] \tCould not find artifact com.example:missing:jar:1.0",
                "[ERROR] -> [Help 1]",
                "[ERROR] ",
                "[ERROR] Re-run Maven using the -X switch to enable full debug logging.",
                "[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/PluginResolutionException");

        assertThat(FailureExcerpt.of(new ProcessResult(1, output, List.of()), 15))
                .containsExactly(
                        "[ERROR] Plugin com.example:missing:1.0 or one of its dependencies could not be resolved:",
                        "[ERROR] \tCould not find artifact com.example:missing:jar:1.0");
    }

    @Test
    void otherProgramsAreQuotedAtTheirEnd() {
        assertThat(FailureExcerpt.of(new ProcessResult(1, List.of("a", "b"), List.of("c")), 2))
                .containsExactly("b", "c");
    }

    @Test
    void manyErrorsLeaveRoomForTheBuildersOwn() {
        List<String> output = new java.util.ArrayList<>();
        for (int i = 0; i < 50; i++) {
            output.add("[ERROR] /src/App" + i + ".java");
        }
        output.add("[ERROR] Failed to execute goal x");
        output.add("The command '/bin/sh -c mvn' returned a non-zero code: 1");

        assertThat(FailureExcerpt.of(new ProcessResult(1, output, List.of()), 5))
                .hasSize(5)
                .startsWith("[ERROR] /src/App0.java")
                .endsWith("The command '/bin/sh -c mvn' returned a non-zero code: 1");
    }
}
