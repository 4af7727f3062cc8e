package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.List;

/** What the paths of a COPY or ADD may be. */
final class CopyPaths {

    private CopyPaths() {}

    static void check(List<String> sources, String destination) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("nothing to copy");
        }
        sources.forEach(CopyPaths::checkSource);
        requirePath(destination);
        if (sources.size() > 1 && !destination.endsWith("/")) {
            throw new IllegalArgumentException("several files cannot all become " + destination);
        }
    }

    private static void checkSource(String source) {
        requirePath(source);
        if (source.matches("(?s).*[*?\\[\\]\\\\].*")) {
            throw new ProblemException(Problem.of(
                    "wildcard-in-path",
                    "'" + source + "' cannot be copied by a Dockerfile: it has a wildcard or a backslash in it.",
                    source,
                    "name the file or its directory exactly"));
        }
    }

    private static void requirePath(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("no path");
        }
        Text.requireOneLine(path, "the path of a COPY");
    }
}
