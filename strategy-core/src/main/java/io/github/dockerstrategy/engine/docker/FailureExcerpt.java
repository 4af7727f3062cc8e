package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.process.ProcessResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a failed command that name the cause. A Maven that fails, here or in a container, ends with advice that is the same for
 * every failure; its errors are further up.
 */
public final class FailureExcerpt {

    /** A goal failed, or Maven could not begin: a POM, a plugin, a phase. Its last error points to help. */
    private static final Pattern MAVEN_FAILED = Pattern.compile("\\[ERROR].*(Failed to execute goal|-> \\[Help \\d+])");

    private static final Pattern ADVICE =
            Pattern.compile("\\[ERROR]\\s*(?:$|-> \\[Help|\\[Help \\d+]|To see the full stack trace"
                    + "|Re-run Maven|For more information|After correcting the problems|\\s*mvn <args>)");

    /** Lines of the builder itself, behind Maven's. */
    private static final int OF_BUILDER = 2;

    private FailureExcerpt() {}

    /** At most so many lines of a program's streams, standard error last. */
    public static List<String> of(ProcessResult outcome, int most) {
        List<String> all = outcome.lines();
        return isOfMaven(all) ? of(all, most) : outcome.lastLines(most);
    }

    /** At most so many of {@code all} lines, in their order. */
    static List<String> of(List<String> all, int most) {
        List<String> lines = all.stream()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
        if (!isOfMaven(lines)) {
            return last(most, lines);
        }
        List<String> builders = last(OF_BUILDER, lines).stream()
                .filter(line -> !line.contains("[ERROR]"))
                .toList();
        List<String> excerpt = new ArrayList<>(lines.stream()
                .filter(line ->
                        line.contains("[ERROR]") && !ADVICE.matcher(line).find())
                .distinct()
                .limit((long) most - builders.size())
                .toList());
        excerpt.addAll(builders);
        return excerpt;
    }

    private static boolean isOfMaven(List<String> lines) {
        return lines.stream().anyMatch(line -> MAVEN_FAILED.matcher(line).find());
    }

    private static List<String> last(int most, List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
}
