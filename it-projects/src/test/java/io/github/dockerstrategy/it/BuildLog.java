package io.github.dockerstrategy.it;

import java.util.Arrays;
import java.util.List;

/**
 * What a Maven build has printed.
 *
 * @param text all of it
 */
public record BuildLog(String text) {

    /** Fails unless every part is in the log. */
    public void shows(String... parts) {
        List<String> missing =
                Arrays.stream(parts).filter(part -> !text.contains(part)).toList();
        if (!missing.isEmpty()) {
            throw new AssertionError("not in the log: " + missing + "\n" + tail());
        }
    }

    /** Fails unless every part is in the error that ended the build. */
    public void showsError(String... parts) {
        String error = error();
        List<String> missing =
                Arrays.stream(parts).filter(part -> !error.contains(part)).toList();
        if (!missing.isEmpty()) {
            throw new AssertionError("not in the error: " + missing + "\n" + error);
        }
    }

    /** Fails if any part is in the log. */
    public void hides(String... parts) {
        List<String> there = Arrays.stream(parts).filter(text::contains).toList();
        if (!there.isEmpty()) {
            throw new AssertionError("in the log: " + there + "\n" + tail());
        }
    }

    /** The message with which the build failed: what Maven prints between the summary and the advice to try again. */
    public String error() {
        int start = text.indexOf("[ERROR] Failed to execute goal");
        if (start < 0) {
            throw new AssertionError("no goal has failed\n" + tail());
        }
        int end = text.indexOf("To see the full stack trace", start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    private String tail() {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
