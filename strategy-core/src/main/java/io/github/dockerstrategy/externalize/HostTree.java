package io.github.dockerstrategy.externalize;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * What is in the build context on the host, or will be after the build.
 *
 * @param files paths relative to the context, with slashes
 */
public record HostTree(SortedSet<String> files) {

    public HostTree {
        files = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(files));
    }

    public static HostTree of(String... files) {
        return new HostTree(new TreeSet<>(List.of(files)));
    }

    boolean isFile(String path) {
        return files.contains(path);
    }

    /** Whether there is a file below it; the context itself is one always. */
    boolean isFolder(String path) {
        if (path.isEmpty()) {
            return true;
        }
        SortedSet<String> tail = files.tailSet(path + "/");
        return !tail.isEmpty() && tail.first().startsWith(path + "/");
    }

    static boolean isPattern(String path) {
        return path.matches(".*[*?\\[].*");
    }

    /** The files and folders that a pattern of a COPY matches. */
    List<String> matching(String pattern) {
        int depth = depth(pattern);
        PathMatcher matcher = matcher(pattern);
        return files.stream()
                .filter(file -> depth(file) >= depth)
                .map(file -> String.join("/", List.of(file.split("/")).subList(0, depth)))
                .distinct()
                .filter(path -> matcher.matches(Path.of(path)))
                .toList();
    }

    private static PathMatcher matcher(String pattern) {
        try {
            // A brace is nothing special in a COPY.
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + pattern.replace("**", "*").replaceAll("[{}]", "\\\\$0"));
        } catch (PatternSyntaxException e) {
            return path -> false;
        }
    }

    private static int depth(String path) {
        return path.split("/").length;
    }
}
