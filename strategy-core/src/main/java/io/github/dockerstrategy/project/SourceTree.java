package io.github.dockerstrategy.project;

import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a source tree that a build needs, and nothing else: what it made before, version control and editors stay out, so do
 * credentials, and what the project's ignore files say.
 *
 * @param root the tree
 * @param folders folders to take, relative to the root; empty text for the root itself
 * @param without folders to leave out, relative to the root, such as build folders and modules that are not needed
 * @param required folders that an ignore file must not leave out, relative to the root
 * @param ignoreFiles the ignore files to respect
 */
public record SourceTree(
        Path root, List<String> folders, Set<String> without, List<String> required, List<IgnoreFile> ignoreFiles) {

    public SourceTree {
        folders = List.copyOf(folders);
        without = Set.copyOf(without);
        required = List.copyOf(required);
        ignoreFiles = List.copyOf(ignoreFiles);
    }

    /**
     * Puts the files into {@code target}: as copies.
     *
     * @return a line for each file and folder that was left out as an ignore file or a name says
     * @throws ProblemException if nothing is left, or nothing of a folder that is required
     */
    public List<String> linkInto(Path target) {
        ContextRules rules = new ContextRules(root, ignoreFiles);
        List<String> leftOut = new ArrayList<>();
        for (String folder : folders) {
            try {
                Files.walkFileTree(root.resolve(folder), new Linker(target, folder, rules, leftOut));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot copy the sources in " + root.resolve(folder), e);
            }
        }
        for (String one : required) {
            if (Files.isDirectory(root.resolve(one)) && Files.notExists(target.resolve(one))) {
                throw new ProblemException(ContextRules.leavesOut(root.resolve(one), one, rules));
            }
        }
        return leftOut;
    }

    private final class Linker extends SimpleFileVisitor<Path> {

        private final Path target;
        private final Path start;
        private final ContextRules rules;
        private final List<String> leftOut;

        Linker(Path target, String folder, ContextRules rules, List<String> leftOut) {
            this.target = target;
            this.start = root.resolve(folder);
            this.rules = rules;
            this.leftOut = leftOut;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            String relative = relative(folder);
            boolean other = !folder.equals(start) && folders.contains(relative);
            if (other || without.contains(relative) || ContextRules.isNeverSent(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Optional<String> reason = folder.equals(root) ? Optional.empty() : rules.reasonAgainst(folder);
            if (reason.isEmpty()) {
                Files.createDirectories(target.resolve(relative));
            } else if (!rules.mayTakeInBelow(folder)) {
                leftOut.add(relative + "/ (" + reason.get() + ")");
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        /** Sockets and the like are no sources, and builders stumble over them. */
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String relative = relative(file);
            Optional<String> reason = rules.reasonAgainst(file);
            reason.ifPresent(why -> leftOut.add(relative + " (" + why + ")"));
            if (reason.isEmpty() && !attributes.isOther() && !ContextRules.isNeverSent(file)) {
                Path copy = target.resolve(relative);
                if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(copy.resolveSibling(""));
                    new ContextFile(file).putTo(copy);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }
    }
}
