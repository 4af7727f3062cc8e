package io.github.dockerstrategy.process;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a program said.
 *
 * @param exitCode 0 for success
 * @param output lines of standard output, at most the last {@value #MOST_LINES}
 * @param errors lines of standard error, at most the last {@value #MOST_LINES}
 */
public record Outcome(int exitCode, List<String> output, List<String> errors) {

    /** Lines kept of each stream; all of them are passed on as they come. */
    public static final int MOST_LINES = 20_000;

    public Outcome {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** All of standard output in one text. */
    public String text() {
        return String.join("\n", output);
    }

    /** The last {@code most} lines of both streams, errors last: what an error message quotes. */
    public List<String> lastLines(int most) {
        List<String> lines = Stream.concat(output.stream(), errors.stream()).toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
}
