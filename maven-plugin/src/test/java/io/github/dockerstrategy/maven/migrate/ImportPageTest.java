package io.github.dockerstrategy.maven.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documentation's table has the rules of the code. */
class ImportPageTest {

    private static final Path PAGE = Path.of("..", "docs", "import.md");
    private static final String HEAD = "| Jib | | here |\n|---|---|---|\n";

    @Test
    void hasTheRulesOfTheCode() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int start = page.indexOf(HEAD) + HEAD.length();
        int end = page.indexOf("\n## What differs");
        String table = JibRules.ALL.stream().map(ImportPageTest::row).collect(Collectors.joining());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end));
            return;
        }
        assertThat(page.substring(start, end)).isEqualTo(table);
    }

    @Test
    void hasTheDifferencesOfTheReport() throws IOException {
        String page = Files.readString(PAGE).replaceAll("\\s+", " ");
        assertThat(page).contains(DesignDifferences.TEXTS);
    }

    private static String row(Rule rule) {
        String here = rule.here().replaceAll("(<[\\w><]+>)", "`$1`");
        return "| `<" + rule.path().replace(".", "><") + ">` | " + rule.fate() + " | " + here + " |\n";
    }
}
