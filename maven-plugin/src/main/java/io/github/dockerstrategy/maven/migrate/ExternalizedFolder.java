package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folder of the files that the goal {@code externalize} makes.
 *
 * @param path the folder
 */
record ExternalizedFolder(Path path) {

    private static final List<String> NAMES =
            List.of("Dockerfile", "Dockerfile.dockerignore", "build.sh", "snippet.xml", "report.md");

    /** Writes the files by name; what an earlier run has left of the others goes, so that nothing outdated is used. */
    void write(Map<String, String> texts) {
        try {
            Files.createDirectories(path);
            for (String name : NAMES) {
                Path file = path.resolve(name);
                String text = texts.get(name);
                if (text == null) {
                    Files.deleteIfExists(file);
                } else {
                    new AtomicFile(file).write(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + path, e);
        }
    }
}
