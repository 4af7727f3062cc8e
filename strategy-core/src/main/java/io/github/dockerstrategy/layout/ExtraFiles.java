package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Files that go into the image besides the application.
 *
 * @param folders whole folders
 * @param files single files
 * @param rules modes and owners by path; the last one that matches counts
 */
public record ExtraFiles(List<Folder> folders, List<Single> files, List<Rule> rules) {

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

    /** The layer of all of them; empty if there are none. */
    public Layer layer(Instant modified) {
        List<Entry> entries = new ArrayList<>();
        for (Folder folder : folders) {
            if (Files.isDirectory(folder.from())) {
                entries.addAll(contents(folder, modified));
            } else if (!folder.optional()) {
                throw missing(folder.from(), "<extraDirectories>");
            }
        }
        for (Single single : files) {
            if (!Files.isRegularFile(single.from())) {
                throw missing(single.from(), "<files>");
            }
            Entry entry = Entry.file(single.into(), single.from(), modified);
            entry = single.mode().map(entry::withMode).orElse(entry);
            entries.add(single.owner().map(entry::withOwner).orElse(entry));
        }
        return Layer.ofLastWins(Layer.EXTRA, entries.stream().map(this::ruled).toList());
    }

    private Entry ruled(Entry entry) {
        Entry result = entry;
        for (Rule rule : rules) {
            if (glob(rule.glob()).matches(Path.of(entry.path().value()))) {
                result = rule.mode().map(result::withMode).orElse(result);
                result = rule.owner().map(result::withOwner).orElse(result);
            }
        }
        return result;
    }

    private static List<Entry> contents(Folder folder, Instant modified) {
        List<PathMatcher> includes =
                folder.includes().stream().map(ExtraFiles::glob).toList();
        List<PathMatcher> excludes =
                folder.excludes().stream().map(ExtraFiles::glob).toList();
        try (Stream<Path> paths = Files.walk(folder.from(), FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(path -> !path.equals(folder.from()))
                    .map(folder.from()::relativize)
                    .filter(path -> includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(path)))
                    .filter(path -> excludes.stream().noneMatch(glob -> glob.matches(path)))
                    .map(path -> entry(folder, path, modified))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder " + folder.from(), e);
        }
    }

    private static Entry entry(Folder folder, Path relative, Instant modified) {
        Path source = folder.from().resolve(relative);
        ContainerPath path = folder.into().resolve(relative.toString().replace('\\', '/'));
        return Files.isDirectory(source) ? Entry.directory(path, modified) : Entry.file(path, source, modified);
    }

    private static PathMatcher glob(String pattern) {
        return glob(pattern, "<extraDirectories>");
    }

    /** As everywhere in Maven, two stars and a slash also stand for no folder at all; Java's own globs want at least one. */
    static PathMatcher glob(String pattern, String where) {
        // Java's groups cannot be nested
        String maven = pattern.contains("{") ? pattern : pattern.replace("**/", "{**/,}");
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + maven);
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
