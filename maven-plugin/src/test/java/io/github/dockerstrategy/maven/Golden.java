package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are compared with files of the source tree; {@code -Dgolden.update=true} writes the files anew. */
public final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "golden");

    private Golden() {}

    /** Compares with a file of {@code src/test/golden}. */
    public static void assertMatches(String name, String text) {
        assertMatches(FOLDER.resolve(name), text);
    }

    public static void assertMatches(Path file, String text) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s (to take the new text over: mvn verify -Dgolden.update=true)", file)
                    .isEqualTo(
                            Files.isRegularFile(file) ? Files.readString(file).replace("\r\n", "\n") : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
