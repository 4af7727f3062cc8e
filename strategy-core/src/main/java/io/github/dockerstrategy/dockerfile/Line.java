package io.github.dockerstrategy.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** One instruction being written: the only place that knows how instructions are laid out on lines. */
final class Line {

    private static final String CONTINUED = " \\\n    ";

    private final StringBuilder text;

    Line(String keyword) {
        text = new StringBuilder(keyword);
    }

    Line flag(String name, String value) {
        return word("--" + name + "=" + value);
    }

    /** A word that is already quoted as it has to be. */
    Line word(String word) {
        text.append(' ').append(word);
        return this;
    }

    /** Words, each on a line of its own if there are several. */
    Line aligned(List<String> words) {
        text.append(' ').append(String.join(CONTINUED, words));
        return this;
    }

    /** What follows the words so far on a line of its own. */
    Line continued(String word) {
        text.append(CONTINUED).append(word);
        return this;
    }

    /** Paths of a COPY or ADD: as words where that is safe, else as a JSON list. */
    Line paths(List<String> sources, String destination) {
        List<String> all = new ArrayList<>(sources);
        all.add(destination);
        return word(
                all.stream().allMatch(Text::isPlain)
                        ? String.join(" ", all)
                        : Text.json(all.stream().map(Text::escaped).toList()));
    }

    String text() {
        return text.toString();
    }
}
