package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Files that go into the image besides the application.
 *
 * @param folders whole folders
 * @param files single files
 * @param rules modes and owners by path; the rule for a path itself counts, else the first whose glob matches
 */
public record ExtraFiles(List<Folder> folders, List<Single> files, List<Rule> rules) {

    private static final String DIRECTORIES = "extraDirectories";

    /**
     * A folder whose contents are copied.
     *
     * @param from the folder on this machine
     * @param into where its contents go
     * @param includes globs of the relative paths to take; none means all
     * @param excludes globs of the relative paths to leave out
     * @param optional whether it may be missing
     */
    public record Folder(
            Path from, ContainerPath into, List<String> includes, List<String> excludes, boolean optional) {
        public Folder {
            includes = List.copyOf(includes);
            excludes = List.copyOf(excludes);
        }

        /**
         * What is taken of it.
         *
         * @throws ProblemException for a file of it that cannot be in an image
         */
        public List<FileTree.Node> nodes() {
            List<PathMatcher> included = globs(includes);
            List<PathMatcher> excluded = globs(excludes);
            return new FileTree(from, parameter(DIRECTORIES + ".paths"))
                    .nodes(path -> (includes.isEmpty() || included.stream().anyMatch(glob -> glob.matches(path)))
                            && excluded.stream().noneMatch(glob -> glob.matches(path)));
        }

        /** As in Maven, a slash at a pattern's end stands for a folder and everything below it. */
        private static List<PathMatcher> globs(List<String> patterns) {
            return patterns.stream()
                    .flatMap(pattern -> pattern.endsWith("/")
                            ? Stream.of(pattern.substring(0, pattern.length() - 1), pattern + "**")
                            : Stream.of(pattern))
                    .map(pattern -> glob(pattern, DIRECTORIES))
                    .toList();
        }
    }

    /** One file: {@code from} on this machine to {@code into} in the image. */
    public record Single(Path from, ContainerPath into, Optional<FileMode> mode, Optional<Ownership> owner) {}

    /** Mode and owner of the paths in the image that match a glob, such as {@code /app/bin/*}. */
    public record Rule(String glob, Optional<FileMode> mode, Optional<Ownership> owner) {}

    public static final ExtraFiles NONE = new ExtraFiles(List.of(), List.of(), List.of());

    public ExtraFiles {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
        rules = List.copyOf(rules);
    }

    /**
     * Checks what is there by now, where nobody can read the base: a build may add to the folders.
     *
     * @throws ProblemException for a file that cannot be in an image, or not on {@code base} at its path
     */
    public void check(BaseReference base) {
        if (base.isEmpty()) {
            return;
        }
        for (Folder folder : folders) {
            folder.nodes()
                    .forEach(node -> LinkedFolders.COMMON.refuse(
                            folder.into().resolve(node.name()), node.isFolder(), parameter(DIRECTORIES + ".paths")));
        }
        files.forEach(single -> LinkedFolders.COMMON.refuse(single.into(), false, parameter("files")));
    }

    /** The layer of all of them; empty if there are none. */
    public Layer layer(Instant modified) {
        List<Entry> entries = new ArrayList<>();
        for (Folder folder : folders) {
            if (Files.isDirectory(folder.from())) {
                folder.nodes().forEach(node -> entries.add(entry(folder, node, modified)));
            } else if (!folder.optional()) {
                throw missing(folder.from(), DIRECTORIES);
            }
        }
        files.forEach(single -> entries.add(entry(single, modified)));
        return Layer.ofLastWins(Layer.EXTRA, entries.stream().map(this::ruled).toList());
    }

    private Entry ruled(Entry entry) {
        Entry moded = rule(entry.path(), Rule::mode).map(entry::withMode).orElse(entry);
        return rule(entry.path(), Rule::owner).map(moded::withOwner).orElse(moded);
    }

    private <T> Optional<T> rule(ContainerPath path, Function<Rule, Optional<T>> value) {
        List<Rule> saying =
                rules.stream().filter(rule -> value.apply(rule).isPresent()).toList();
        return saying.stream()
                .filter(rule -> rule.glob().equals(path.value()))
                .findFirst()
                .or(() -> saying.stream()
                        .filter(rule -> glob(rule.glob(), DIRECTORIES).matches(Path.of(path.value())))
                        .findFirst())
                .flatMap(value);
    }

    private static Entry entry(Folder folder, FileTree.Node node, Instant modified) {
        Path source = folder.from().resolve(node.path());
        ContainerPath path = folder.into().resolve(node.name());
        return node.isFolder()
                ? Entry.directory(path, modified)
                : withModeOf(source, Entry.file(path, source, modified));
    }

    private static Entry entry(Single single, Instant modified) {
        if (!Files.exists(single.from())) {
            throw missing(single.from(), parameter("files"));
        }
        if (!Files.isRegularFile(single.from())) {
            throw FileTree.notAFile(single.from(), parameter("files"));
        }
        Entry file = withModeOf(single.from(), Entry.file(single.into(), single.from(), modified));
        Entry entry = single.mode().map(file::withMode).orElse(file);
        return single.owner().map(entry::withOwner).orElse(entry);
    }

    /** What its owner can run stays so, where the file system knows such a thing. */
    private static Entry withModeOf(Path file, Entry entry) {
        try {
            boolean executable = Files.readAttributes(file, PosixFileAttributes.class)
                    .permissions()
                    .contains(PosixFilePermission.OWNER_EXECUTE);
            return executable ? entry.withMode(FileMode.EXECUTABLE) : entry;
        } catch (UnsupportedOperationException e) {
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * A glob as Java has it, and Jib: a star stays within a folder, two stars do not, and two stars and a slash stand for one folder at least.
     *
     * @throws ProblemException if it is none
     */
    public static PathMatcher glob(String pattern, String where) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new ProblemException(
                    Problem.of(
                            "bad-pattern",
                            "'" + pattern + "' is not a pattern: " + e.getDescription() + ".",
                            where,
                            "write a glob, for example *.sh, bin/* or /app/**; a \\ takes the character after it as it is"),
                    e);
        }
    }

    private static ProblemException missing(Path path, String where) {
        return new ProblemException(Problem.of(
                "missing-file",
                "'" + path + "' does not exist.",
                where,
                "correct the path (relative ones start at the module's folder), or remove the element"));
    }
}
