package io.github.dockerstrategy.log;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people read them. */
public final class Bytes {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(B|kB|MB|GB|TB)");

    private Bytes() {}

    /**
     * Reads what {@link #text} writes, without a point.
     *
     * @param where the element that it is written in
     */
    public static long parse(String text, String where) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new ProblemException(Problem.of(
                    "bad-size", "'" + text + "' is not a size.", where, "write a number and a unit: 500MB, 10GB"));
        }
        long unit = switch (size.group(2)) {
            case "kB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case "TB" -> 1_000_000_000_000L;
            default -> 1L;
        };
        return Long.parseLong(size.group(1)) * unit;
    }

    /** {@code bytes} in the decimal unit that leaves one to three digits before the point. */
    public static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
