package io.github.dockerstrategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Only a strategy's own class has its name in a string: everything else asks where it builds and what assembles the image, so that
 * a new strategy is right everywhere from the start.
 */
class StrategyNamesTest {

    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java"), Path.of("..", "maven-plugin", "src", "main", "java"));

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern STRING = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"");

    @TestFactory
    Stream<DynamicTest> onlyItsOwnClassHasTheNameOf() {
        return Strategies.builtIn().all().stream()
                .map(strategy -> DynamicTest.dynamicTest(
                        strategy.name(), () -> assertThat(strings(strategy)).isEmpty()));
    }

    @Test
    void findsNamesAndPartsOfNamesButNotWordsThatHoldThem() {
        assertThat(List.of("\"builder-jib\"", "\"builder-\"", "\"-jib\"", "\"jib\"", "\"use builder-jib or\""))
                .allMatch(string -> names(string, "builder-jib") || names(string, "jib"));
        assertThat(List.of("\"src/main/jib\"", "\"jibe\"", "\"my-builder-jibe\""))
                .noneMatch(string -> names(string, "jib"));
        assertThat(COMMENT.matcher("a /** jib */ b").replaceAll("")).isEqualTo("a  b");
    }

    /** A name of one word may be a word of a sentence. */
    private static boolean names(String string, String name) {
        String text = string.replaceAll("^\"+|\"+$", "").strip();
        int hyphen = name.indexOf('-');
        boolean part =
                hyphen > 0 && (text.equals(name.substring(0, hyphen + 1)) || text.equals(name.substring(hyphen)));
        boolean mentioned = hyphen > 0
                && Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                        .matcher(text)
                        .find();
        return text.equals(name) || part || mentioned;
    }

    /** The strings of all other classes that name {@code strategy}. */
    private static List<String> strings(Strategy strategy) {
        Path own = Path.of(strategy.getClass().getSimpleName() + ".java");
        return SOURCES.stream()
                .flatMap(StrategyNamesTest::javaFiles)
                .filter(file -> !file.endsWith(own))
                // The words of other plugins, which mean something else.
                .filter(file -> !file.getParent().endsWith(Path.of("migrate", "source")))
                .flatMap(file -> STRING.matcher(COMMENT.matcher(read(file)).replaceAll(""))
                        .results())
                .map(match -> match.group())
                .filter(string -> names(string, strategy.name()))
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
