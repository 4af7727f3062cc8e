package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.compare.Contestant.ImageFigures;
import java.util.Locale;

/** Figures as people read them. */
final class Figures {

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

    static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
