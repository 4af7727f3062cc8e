package io.github.dockerstrategy.maven.child;

import io.github.dockerstrategy.process.ProcessResult;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a Maven that was run has failed.
 *
 * @param outcome what it printed
 */
public record MavenErrors(ProcessResult outcome) {

    private static final int LINES_QUOTED = 12;
    private static final String ERROR = "[ERROR]";
    private static final Pattern OF_MAVEN =
            Pattern.compile("^Failed to execute goal \\S+ (\\(\\S+\\) )?on project \\S+: ");

    /** What Maven says is wrong, where it does, without what it says of every failure; else the end of what it said. */
    public List<String> lines() {
        List<String> errors = outcome.lines().stream()
                .filter(line -> line.contains(ERROR))
                .map(line ->
                        line.substring(line.indexOf(ERROR) + ERROR.length()).strip())
                .takeWhile(line -> !line.startsWith("-> [Help") && !line.startsWith("To see the full stack trace"))
                .filter(line -> !line.isEmpty())
                .map(line -> OF_MAVEN.matcher(line).replaceFirst(""))
                .limit(LINES_QUOTED)
                .toList();
        return errors.isEmpty() ? outcome.lastLines(LINES_QUOTED) : errors;
    }
}
