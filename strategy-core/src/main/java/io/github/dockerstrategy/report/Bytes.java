package io.github.dockerstrategy.report;

import java.util.Locale;

/** Sizes as people read them. */
public final class Bytes {

    private Bytes() {}

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
