package io.github.dockerstrategy.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the ignore file of a folder may lie.
 *
 * @param folder the folder whose files it is about
 * @param candidates files of which the first that is there is read, and no other
 */
public record IgnoreFile(Path folder, List<Path> candidates) {

    public IgnoreFile {
        candidates = List.copyOf(candidates);
    }

    /** The candidate that is read. */
    Optional<Path> found() {
        return candidates.stream().filter(Files::isRegularFile).findFirst();
    }

    static IgnorePatterns read(Path file) {
        try {
            return IgnorePatterns.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
