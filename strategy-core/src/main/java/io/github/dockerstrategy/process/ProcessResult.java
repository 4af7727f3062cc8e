package io.github.dockerstrategy.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a program said.
 *
 * @param exitCode 0 for success
 * @param output lines of standard output, at most the last {@value #MOST_LINES}
 * @param errors lines of standard error, at most the last {@value #MOST_LINES}
 */
public record ProcessResult(int exitCode, List<String> output, List<String> errors) {

    /** Lines kept of each stream; all of them are passed on as they come. */
    public static final int MOST_LINES = 20_000;

    private static final Pattern COLOURS = Pattern.compile("\\x1b\\[[0-9;]*m");

    public ProcessResult {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The lines of both streams, standard error last. */
    public List<String> lines() {
        return Stream.concat(output.stream(), errors.stream()).toList();
    }

    /** All of standard output in one text. */
    public String text() {
        return String.join("\n", output);
    }

    /**
     * The last {@code most} lines of both streams, errors last: what an error message quotes. Where there is too much, standard output
     * gives way; but it is there, since many a program (Maven, for one) says there what is wrong, and on standard error that its JVM will
     * warn some day.
     */
    public List<String> lastLines(int most) {
        List<String> said = last(most, spoken(errors));
        List<String> lines = new ArrayList<>(last(most - said.size(), spoken(output)));
        lines.addAll(said);
        return List.copyOf(lines);
    }

    /** What can be read: lines that only set a terminal's colours are none. */
    private static List<String> spoken(List<String> lines) {
        return lines.stream()
                .map(line -> COLOURS.matcher(line).replaceAll("").stripTrailing())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> last(int most, List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
}
