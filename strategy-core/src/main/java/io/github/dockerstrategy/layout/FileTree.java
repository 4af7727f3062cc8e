package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files and folders below a folder of the host, through symbolic links. What an image cannot hold as a file, or what nobody could
 * read to its end, is refused by name: broken and looping links, FIFOs, sockets, devices.
 *
 * @param folder the folder; a missing one has no files
 * @param where the parameter that names it
 */
public record FileTree(Path folder, String where) {

    private static final String UNDECODABLE = "\uFFFD";

    /**
     * A file or folder in the tree.
     *
     * @param path relative to the tree's folder
     */
    public record Node(Path path, boolean isFolder) {

        /** The path with forward slashes; a backslash is an ordinary character where it does not separate names. */
        public String name() {
            String separator = path.getFileSystem().getSeparator();
            return separator.equals("/") ? path.toString() : path.toString().replace(separator, "/");
        }
    }

    /** All files and folders in the tree. */
    public List<Node> nodes() {
        return nodes(path -> true);
    }

    /**
     * Those that are wanted, by their path relative to the folder.
     *
     * @throws ProblemException for the first of them that cannot be in an image
     */
    public List<Node> nodes(Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Collector collector = new Collector(wanted);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, collector);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder " + folder, e);
        }
        return List.copyOf(collector.found);
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        private final Predicate<Path> wanted;
        private final List<Node> found = new ArrayList<>();

        Collector(Predicate<Path> wanted) {
            this.wanted = wanted;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (!path.equals(folder)) {
                add(path, true);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            if (!wanted.test(folder.relativize(path))) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                throw brokenLink(path);
            }
            if (!attributes.isRegularFile()) {
                throw specialFile(path, where);
            }
            if (!Files.isReadable(path)) {
                throw refusal("'" + path + "' cannot be read.", "change its permissions");
            }
            add(path, false);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
            if (!wanted.test(folder.relativize(path))) {
                return FileVisitResult.CONTINUE;
            }
            if (failure instanceof FileSystemLoopException) {
                throw refusal(
                        "The symbolic link '" + path + "' leads to '" + Files.readSymbolicLink(path)
                                + "', a folder that holds the link itself.",
                        "remove the link");
            }
            throw refusal(
                    "'" + path + "' cannot be read: " + failure.getClass().getSimpleName() + ".",
                    "change its permissions");
        }

        private void add(Path path, boolean isFolder) {
            Path relative = folder.relativize(path);
            if (wanted.test(relative)) {
                refuseName(relative);
                found.add(new Node(relative, isFolder));
            }
        }
    }

    private void refuseName(Path relative) {
        String name = String.valueOf(relative.getFileName());
        if (name.contains(UNDECODABLE)) {
            throw refusal(
                    "The name of '" + folder.resolve(relative) + "' cannot be decoded as "
                            + System.getProperty("sun.jnu.encoding", "UTF-8") + ".",
                    "rename the file, or build with a UTF-8 locale: LC_ALL=C.UTF-8");
        }
    }

    private ProblemException brokenLink(Path link) throws IOException {
        return refusal(
                "The symbolic link '" + link + "' leads to '" + Files.readSymbolicLink(link)
                        + "', which does not exist on this machine; links are copied as the files they lead to.",
                "replace the link with the file, or remove it");
    }

    private static ProblemException specialFile(Path path, String where) {
        return refusal(
                "'" + path + "' is neither a file nor a folder, but a FIFO, a socket or a device.", where, "remove it");
    }

    /** The refusal of a path where a single file is wanted, and something else is. */
    public static ProblemException notAFile(Path path, String where) {
        return Files.isDirectory(path)
                ? refusal(
                        "'" + path + "' is a folder.",
                        where,
                        "name a file; whole folders go into " + parameter("extraDirectories"))
                : specialFile(path, where);
    }

    private ProblemException refusal(String what, String fix) {
        return refusal(what, where, fix);
    }

    private static ProblemException refusal(String what, String where, String fix) {
        return new ProblemException(Problem.of("unusable-file", what, where, fix));
    }
}
