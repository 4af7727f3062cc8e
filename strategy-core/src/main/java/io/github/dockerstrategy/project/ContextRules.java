package io.github.dockerstrategy.project;

import io.github.dockerstrategy.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which files of a source tree are left out of the context of a build in a container: what no build reads, credentials, and what
 * the project's ignore files say.
 */
public final class ContextRules {

    /** What no build reads, and folders of credentials. */
    private static final Set<String> NEVER = Set.of(
            ".git",
            ".svn",
            ".hg",
            ".idea",
            ".vscode",
            ".gradle",
            "node_modules",
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".m2");

    /** Credentials; an exception in an ignore file takes them in. */
    private static final Set<String> CREDENTIALS =
            Set.of(".netrc", ".git-credentials", ".pgpass", ".dockercfg", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519");

    private static final String VARIABLES = ".env";

    /** Beside it, {@code .env} files are sources of a front end. */
    private static final String FRONT_END = "package.json";

    private static final Path SOURCES = Path.of("src");

    private record Found(Path folder, Path file, IgnorePatterns patterns) {

        boolean concerns(Path path) {
            return path.startsWith(folder) && !path.equals(folder);
        }

        boolean exclude(Path path, boolean byDefault) {
            return patterns.exclude(folder.relativize(path).toString().replace('\\', '/'), byDefault);
        }
    }

    private final Path root;
    private final List<Found> found;

    /**
     * Reads the ignore files that are there.
     *
     * @param root the source tree
     */
    public ContextRules(Path root, List<IgnoreFile> ignoreFiles) {
        this.root = root;
        this.found = ignoreFiles.stream()
                .flatMap(one -> one.found().map(file -> new Found(one.folder(), file, IgnoreFile.read(file))).stream())
                .toList();
    }

    /** Why {@code path} is left out, in words; empty if it is not. */
    public Optional<String> reasonAgainst(Path path) {
        boolean credentials = holdsCredentials(path);
        boolean takenIn = false;
        for (Found one : found) {
            if (one.concerns(path)) {
                boolean excluded = one.exclude(path, credentials);
                if (excluded && !credentials) {
                    return Optional.of(one.file.toString());
                }
                takenIn |= !excluded;
            }
        }
        return credentials && !takenIn ? Optional.of("credentials are never sent") : Optional.empty();
    }

    /** What is wrong where {@code path}, which the build in a container needs, is left out. */
    public static Problem leavesOut(Path path, String name, ContextRules rules) {
        return Problem.of(
                "needed-file-ignored",
                "The container build needs '" + name + "', which an ignore file excludes.",
                rules.reasonAgainst(path).orElse(".dockerignore"),
                "include it with a line !" + name + ", or use a strategy that builds on the host");
    }

    /** Whether {@code path} and all below it is what no build reads. */
    static boolean isNeverSent(Path path) {
        return NEVER.contains(String.valueOf(path.getFileName()));
    }

    /** Whether something below the folder, which is left out, may be taken in again. */
    boolean mayTakeInBelow(Path folder) {
        return found.stream().anyMatch(one -> one.concerns(folder) && one.patterns.haveExceptions());
    }

    /** What lies among the sources is meant for the application, whatever it is called. */
    private boolean holdsCredentials(Path path) {
        for (Path segment : root.relativize(path)) {
            if (segment.equals(SOURCES)) {
                return false;
            }
        }
        String name = String.valueOf(path.getFileName());
        boolean variables = name.equals(VARIABLES) || name.startsWith(VARIABLES + ".");
        return CREDENTIALS.contains(name)
                || (variables && Files.notExists(path.resolveSibling(FRONT_END)))
                || path.endsWith(Path.of(".docker", "config.json"));
    }
}
