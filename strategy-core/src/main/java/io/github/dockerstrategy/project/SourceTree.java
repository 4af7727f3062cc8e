package io.github.dockerstrategy.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/**
 * The part of a source tree that a build needs, and nothing else: what it made before, version control and editors stay out.
 *
 * @param root the tree
 * @param folders folders to take, relative to the root; empty text for the root itself
 * @param without folders to leave out, relative to the root, such as build folders and modules that are not needed
 */
public record SourceTree(Path root, List<String> folders, Set<String> without) {

    private static final Set<String> NEVER =
            Set.of(".git", ".svn", ".hg", ".idea", ".vscode", ".gradle", "node_modules");

    public SourceTree {
        folders = List.copyOf(folders);
        without = Set.copyOf(without);
    }

    /** Puts the files into {@code target}: by hard link where the file system can, else as copies. */
    public void linkInto(Path target) {
        for (String folder : folders) {
            try {
                Files.walkFileTree(root.resolve(folder), new Linker(target, folder));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot copy the sources in " + root.resolve(folder), e);
            }
        }
    }

    private final class Linker extends SimpleFileVisitor<Path> {

        private final Path target;
        private final Path start;

        Linker(Path target, String folder) {
            this.target = target;
            this.start = root.resolve(folder);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            String relative = root.relativize(folder).toString().replace('\\', '/');
            boolean other = !folder.equals(start) && folders.contains(relative);
            if (other || without.contains(relative) || NEVER.contains(String.valueOf(folder.getFileName()))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target.resolve(relative));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path copy = target.resolve(root.relativize(file).toString());
            if (!Files.exists(copy)) {
                link(file, copy);
            }
            return FileVisitResult.CONTINUE;
        }

        private void link(Path file, Path copy) throws IOException {
            try {
                Files.createLink(copy, file);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(file, copy);
            }
        }
    }
}
