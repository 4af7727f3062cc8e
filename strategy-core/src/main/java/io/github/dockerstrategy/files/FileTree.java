package io.github.dockerstrategy.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with everything in it.
 *
 * @param root the folder
 */
public record FileTree(Path root) {

    /** Deletes it, if it is there. Symbolic links are deleted, not followed. */
    public void delete() throws IOException {
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            for (Path child : children()) {
                new FileTree(child).delete();
            }
        }
        Files.deleteIfExists(root);
    }

    /** The entries of the folder, sorted; none if it does not exist. */
    public List<Path> children() throws IOException {
        try (Stream<Path> paths = Files.list(root)) {
            return paths.sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }
}
