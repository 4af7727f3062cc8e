package io.github.dockerstrategy.maven.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.ConsoleBuildLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class MavenLogSinkTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void eventsReachMavensLogAtTheirLevel() {
        BuildLog log = new ConsoleBuildLog(new MavenLogSink(new Recorded(), false));
        log.programOutput("#5 \u001b[32mok\u001b[0m\u0007");
        log.emptyLayer("frameworks");
        log.foundCredentials("registry.example.com", "settings.xml");
        assertThat(lines)
                .containsExactly(
                        "info   | #5 ok?",
                        "warn The layer 'frameworks' is empty: no dependency and no path matches it.",
                        "debug Using the credentials for registry.example.com from settings.xml");
    }

    @Test
    void aTerminalIsUsedOnlyWhereSomebodyWatches() {
        assertThat(new MavenLogSink(new Recorded(), true).terminal()).containsSame(System.out);
        assertThat(new MavenLogSink(new Recorded(), false).terminal()).isEmpty();
    }

    private final class Recorded extends SystemStreamLog {
        @Override
        public void info(CharSequence content) {
            lines.add("info " + content);
        }

        @Override
        public void warn(CharSequence content) {
            lines.add("warn " + content);
        }

        @Override
        public void debug(CharSequence content) {
            lines.add("debug " + content);
        }
    }
}
