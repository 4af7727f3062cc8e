package io.github.dockerstrategy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/troubleshooting.md against the sources of both modules. */
class TroubleshootingTest {

    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");
    private static final List<Path> SOURCES =
            List.of(Path.of("src", "main", "java"), Path.of("..", "maven-plugin", "src", "main", "java"));

    /** An id stands first in what makes a problem, or in an enum's constant whose first field is one. */
    private static final Pattern ID = Pattern.compile(
            "(?:Problem\\.of(?:Environment)?|\\bproblem|orElse|[A-Z]{2}_[A-Z]+)\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"");

    /** {@code interrupted} is the only id of one word. */
    private static final Pattern SHORT_ID = Pattern.compile("Problem\\.of(?:Environment)?\\(\\s*\"([a-z]+)\"");

    private static final Pattern HEADING = Pattern.compile("(?m)^### (\\S+)$");

    @Test
    void everyProblemHasAnEntry() throws IOException {
        assertThat(entries()).containsAll(ids());
    }

    @Test
    void everyEntryIsOfAProblem() throws IOException {
        assertThat(ids()).containsAll(entries());
    }

    @Test
    void findsTheIdsInTheSources() throws IOException {
        assertThat(ids())
                .contains("no-main-class", "docker-not-running", "docker-failed", "unknown-parameter", "interrupted");
    }

    private static Set<String> entries() throws IOException {
        return found(HEADING, Files.readString(PAGE)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ids() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    if (text.contains("Problem")) {
                        Stream.concat(found(ID, text), found(SHORT_ID, text)).forEach(ids::add);
                    }
                }
            }
        }
        return ids;
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
    }
}
