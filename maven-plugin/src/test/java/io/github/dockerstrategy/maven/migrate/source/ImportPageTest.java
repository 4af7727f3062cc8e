package io.github.dockerstrategy.maven.migrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plugin has a page, whose table has the rules of the code. */
class ImportPageTest {

    private static final Path DOCS = Path.of("..", "docs");

    static Stream<Source> sources() {
        return Sources.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void hasTheRulesOfTheCode(Source source) throws IOException {
        Path file = page(source);
        String page = Files.readString(file).replace("\r\n", "\n");
        String head = "| " + source.title() + " | | here |\n|---|---|---|\n";
        int start = page.indexOf(head) + head.length();
        int end = page.indexOf("\n## What differs");
        String table =
                source.rules().stream().map(ImportPageTest::row).distinct().collect(Collectors.joining());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, page.substring(0, start) + table + page.substring(end));
            return;
        }
        assertThat(page.substring(start, end)).isEqualTo(table);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void hasTheDifferencesOfTheReport(Source source) throws IOException {
        String page = Files.readString(page(source)).replaceAll("\\s+", " ");
        assertThat(page).contains(source.differences());
    }

    @Test
    void areNamedByTheFirstPage() throws IOException {
        String first = Files.readString(DOCS.resolve("import.md"));
        List<String> links = Sources.ALL.stream()
                .map(source -> "(import/" + source.name() + ".md)")
                .toList();
        assertThat(first).contains(links);
    }

    private static Path page(Source source) {
        return DOCS.resolve("import").resolve(source.name() + ".md");
    }

    private static String row(Rule rule) {
        String here = rule.here().replaceAll("(<[\\w][\\w><-]*>)", "`$1`").replace("|", "\\|");
        return "| `<" + rule.path().replace(".", "><") + ">` | " + rule.fate() + " | " + here + " |\n";
    }
}
