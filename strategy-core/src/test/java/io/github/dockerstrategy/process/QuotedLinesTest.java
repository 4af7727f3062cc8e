package io.github.dockerstrategy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotedLinesTest {

    @Test
    void quotesStandardOutputWhereStandardErrorOnlySetsColours() {
        ProcessResult maven =
                new ProcessResult(1, List.of("BUILD FAILURE", "[ERROR] no such symbol"), List.of("\u001b[0m\u001b[0m"));

        assertThat(maven.lastLines(5)).containsExactly("BUILD FAILURE", "[ERROR] no such symbol");
    }

    @Test
    void quotesStandardOutputBesidesTheWarningsOfAJvm() {
        ProcessResult maven =
                new ProcessResult(1, List.of("one", "[ERROR] no such symbol"), List.of("WARNING: deprecated"));

        assertThat(maven.lastLines(2)).containsExactly("[ERROR] no such symbol", "WARNING: deprecated");
    }

    @Test
    void quotesNoMoreThanWasAskedFor() {
        ProcessResult docker = new ProcessResult(1, List.of("Step 1"), List.of("one", "two", "three"));

        assertThat(docker.lastLines(2)).containsExactly("two", "three");
    }
}
