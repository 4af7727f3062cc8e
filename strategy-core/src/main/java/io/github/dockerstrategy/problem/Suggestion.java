package io.github.dockerstrategy.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean …?": the valid value nearest to the one that was written. */
public final class Suggestion {

    private Suggestion() {}

    /** The nearest of {@code valid}, if it is near enough to be a slip of the fingers. */
    public static Optional<String> nearest(String written, Collection<String> valid) {
        String given = written.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, given.length() / 3);
        return valid.stream()
                .filter(candidate -> distance(given, candidate.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(given, candidate.toLowerCase(Locale.ROOT))));
    }

    /** The fix for a value out of a closed set: the nearest valid one, then all of them. */
    public static String among(String written, Collection<String> valid) {
        String all = "valid are: " + String.join(", ", valid);
        return nearest(written, valid)
                .map(near -> "did you mean '" + near + "'? " + all)
                .orElse(all);
    }

    /** Levenshtein distance, two rows at a time. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
