package io.github.dockerstrategy.testing;

import io.github.dockerstrategy.log.BuildLog;
import java.util.ArrayList;
import java.util.List;

/** A build log that remembers. */
public final class RecordedLog implements BuildLog {

    private final List<String> lines = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private double furthest;

    /** All that a person would read. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** All that was said, details too. */
    public synchronized List<String> everything() {
        return List.copyOf(details);
    }

    @Override
    public void step(int number, int of, String title) {
        add("[" + number + "/" + of + "] " + title);
    }

    @Override
    public void info(String line) {
        add(line);
    }

    @Override
    public void warn(String line) {
        add("WARN " + line);
    }

    @Override
    public synchronized void debug(String line) {
        details.add(line);
    }

    @Override
    public void output(String line) {
        add("> " + line);
    }

    @Override
    public synchronized void progress(String what, double fraction) {
        if (fraction < 0 || fraction > 1.0001) {
            throw new AssertionError("progress of " + what + " out of range: " + fraction);
        }
        furthest = Math.max(furthest, fraction);
    }

    /** How far the work was at most. */
    public synchronized double furthest() {
        return furthest;
    }

    private synchronized void add(String line) {
        lines.add(line);
        details.add(line);
    }
}
