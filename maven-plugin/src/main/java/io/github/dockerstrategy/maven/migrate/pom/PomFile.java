package io.github.dockerstrategy.maven.migrate.pom;

import io.github.dockerstrategy.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A POM that is changed in one place. Every byte is taken for a character, so that all others stay what they are in any encoding that
 * agrees with ASCII.
 *
 * @param file the POM
 */
public record PomFile(Path file) {

    /** Changes the text; writes nothing if it stays the same. */
    public void edit(Function<PomText, String> change) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String changed = change.apply(new PomText(text));
            if (!changed.equals(text)) {
                new AtomicFile(file).write(changed.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot change " + file, e);
        }
    }

    /** Lines as they have to be inserted into a POM with that encoding. */
    public List<String> inBytes(List<String> lines, String encoding) {
        return lines.stream()
                .map(line -> new String(line.getBytes(Charset.forName(encoding)), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
