package io.github.dockerstrategy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void whatATerminalWouldObeyIsReplaced() {
        assertThat(PlainText.of("a\u001b[31mb\u001b[0m")).isEqualTo("ab");
        assertThat(PlainText.of("a\u001b[2J\u001b[1;1Hb")).isEqualTo("ab");
        assertThat(PlainText.of("a\u009b31mb")).isEqualTo("ab");
        assertThat(PlainText.of("a\u001b]0;title\u0007b")).isEqualTo("a?]0;title?b");
        assertThat(PlainText.of("a\rb\bc\0d")).isEqualTo("a?b?c?d");
        assertThat(PlainText.of("a\u202eb\u2066c\u001b")).isEqualTo("a?b?c?");
        assertThat(PlainText.of("ä 中 \ud83d\ude00\u0007")).isEqualTo("ä 中 \ud83d\ude00?");
    }

    @Test
    void linesAndTabsStay() {
        assertThat(PlainText.of("a\n\tb\u001b[K\n")).isEqualTo("a\n\tb\n");
    }

    @Test
    void everyProblemIsPlain() {
        Problem problem = Problem.of("id", "what\u001b[2J", "where\u0007", "fix\nmore\u001b[0m");
        assertThat(problem.text()).isEqualTo("what\n  where: where?\n  fix:   fix\n         more\n  [id]");
    }
}
