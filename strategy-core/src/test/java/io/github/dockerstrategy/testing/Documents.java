package io.github.dockerstrategy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the code writes into the documentation. {@code -Dgolden.update=true} writes what it makes now. */
public final class Documents {

    private static final Path FOLDER = Path.of("..", "docs");

    private Documents() {}

    /** The page is exactly that text. */
    public static void assertIs(String page, String text) {
        Path file = FOLDER.resolve(page);
        if (Boolean.getBoolean("golden.update")) {
            write(file, text);
        }
        assertThat(read(file)).as("%s; -Dgolden.update=true writes it", page).isEqualTo(text);
    }

    /** The block of code that follows the mark {@code <!-- generated: name -->} in the page is exactly that text. */
    public static void assertHolds(String page, String name, String text) {
        Path file = FOLDER.resolve(page);
        String before = read(file);
        Matcher block = Pattern.compile(
                        "(?s)(<!-- generated: " + Pattern.quote(name) + " -->\n+```[a-z]*\n)(.*?)(?=```\n)")
                .matcher(before);
        assertThat(block.find()).as("%s has the mark for %s", page, name).isTrue();
        if (Boolean.getBoolean("golden.update")) {
            write(file, before.substring(0, block.end(1)) + text + before.substring(block.end(2)));
            return;
        }
        assertThat(block.group(2))
                .as("%s in %s; -Dgolden.update=true writes it", name, page)
                .isEqualTo(text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
