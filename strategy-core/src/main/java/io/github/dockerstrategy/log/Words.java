package io.github.dockerstrategy.log;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parts of the log's lines. */
final class Words {

    private static final int NAMES_SHOWN = 5;

    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

    private Words() {}

    static String retrying(Duration wait, int attempt, int of) {
        long millis = wait.toMillis();
        String seconds = millis % 1_000 == 0 ? Long.toString(millis / 1_000) : Double.toString(millis / 1_000.0);
        return "; retrying in " + seconds + " s (" + attempt + " of " + of + ").";
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String first(List<String> names) {
        int more = names.size() - NAMES_SHOWN;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMES_SHOWN)) + " and " + more + " more";
    }

    /** A digest, or the digest in a reference, with as many digits as tell images apart. */
    static String shortened(String reference) {
        return DIGEST.matcher(reference).replaceAll("$1");
    }
}
