package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The problem that a Maven with this plugin has reported, on this machine or in a container: it is the cause of the failure, in words that
 * are meant for whoever started the build.
 */
public final class NestedProblem {

    private static final Pattern START =
            Pattern.compile("\\[ERROR] Failed to execute goal \\S+ \\([^)]*\\) on project [^:]+: Cannot [^:]+: (.+)$");

    /** Builders write numbers and times in front of it. */
    private static final Pattern LINE = Pattern.compile("\\[ERROR] {3}(.*)$");

    private static final Pattern ID = Pattern.compile("^\\[([a-z]+(?:-[a-z]+)*)] \\S+#\\1$");
    private static final String WHERE = "where: ";
    private static final String FIX = "fix:   ";

    private final StringBuilder what;
    private String where = "";
    private final StringBuilder fix = new StringBuilder();

    private NestedProblem(String what) {
        this.what = new StringBuilder(what);
    }

    /** The first problem among the lines of a program; none if several were reported together. */
    public static Optional<Problem> in(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher start = START.matcher(lines.get(i).stripTrailing());
            if (start.find()) {
                return new NestedProblem(start.group(1)).read(lines.subList(i + 1, lines.size()));
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> read(List<String> lines) {
        for (String line : lines) {
            Matcher part = LINE.matcher(line.stripTrailing());
            if (!part.find()) {
                continue;
            }
            String text = part.group(1);
            Matcher id = ID.matcher(text);
            if (id.matches()) {
                return Optional.of(Problem.of(id.group(1), what.toString(), where, fix.toString()));
            }
            add(text);
        }
        return Optional.empty();
    }

    private void add(String text) {
        if (text.startsWith(WHERE)) {
            where = text.substring(WHERE.length());
        } else if (text.startsWith(FIX)) {
            fix.append(text.substring(FIX.length()));
        } else if (fix.isEmpty()) {
            what.append("\n  ").append(text);
        } else {
            fix.append('\n').append(text.strip());
        }
    }
}
