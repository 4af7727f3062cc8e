package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.compare.StrategyResult.ImageFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
final class Figures {

    private static final String INDENT = "    ";

    private Figures() {}

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 100 ? "%.1f s" : "%.0f s", seconds);
    }

    /** Whether the same digest came out of the same input: what was tried hardest counts. */
    static String digest(ImageFigures image) {
        return image.sameDigestFromScratch()
                .or(image::sameDigestAgain)
                .map(same -> same ? "same" : "varies")
                .orElse("–");
    }

    /** In how many points two things differ. */
    static String points(int number) {
        return number == 1 ? "1 difference" : number + " differences";
    }

    static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    /** {@code text} in lines of at most {@code width} columns, broken between words. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > INDENT.length() ? space : width;
            lines.add(rest.substring(0, end));
            rest = INDENT + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
