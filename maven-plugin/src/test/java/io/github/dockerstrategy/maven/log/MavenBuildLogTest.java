package io.github.dockerstrategy.maven.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class MavenBuildLogTest {

    @Test
    void whatAProgramSaysDoesNotCommandTheTerminal() {
        List<String> lines = new ArrayList<>();
        MavenBuildLog log = new MavenBuildLog(
                new SystemStreamLog() {
                    @Override
                    public void info(CharSequence content) {
                        lines.add(content.toString());
                    }

                    @Override
                    public void warn(CharSequence content) {
                        lines.add(content.toString());
                    }
                },
                false);
        log.output("#5 \u001b[32mok\u001b[0m\u0007");
        log.info("$ docker \u001b[2Jbuild");
        log.warn("a\rb");
        assertThat(lines).containsExactly("  | #5 ok?", "$ docker build", "a?b");
    }
}
