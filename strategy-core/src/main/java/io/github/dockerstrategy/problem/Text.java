package io.github.dockerstrategy.problem;

import java.util.List;
import java.util.regex.Matcher;

/**
 * A sentence for people, with {@linkplain Mention mentions} in it.
 *
 * @param marked the sentence, each mention as the mark that {@link Mention} makes
 */
public record Text(String marked) {

    /**
     * The sentence as a front end writes it, without control characters: part of it may be the words of a registry or an engine.
     *
     * @param marked the sentence, with marks
     * @param notation how the front end writes mentions
     * @return the sentence
     */
    public static String render(String marked, Notation notation) {
        return PlainText.of(Mark.PATTERN
                .matcher(marked)
                .replaceAll(found ->
                        Matcher.quoteReplacement(notation.write(Mark.of(found).mention()))));
    }

    /**
     * The sentence as a front end writes it.
     *
     * @param notation how the front end writes mentions
     * @return the sentence, without control characters
     */
    public String in(Notation notation) {
        return render(marked, notation);
    }

    /**
     * What is mentioned, in the order in which it is.
     *
     * @return the mentions
     */
    public List<Mention> mentions() {
        return Mark.PATTERN
                .matcher(marked)
                .results()
                .map(Mark::of)
                .map(Mark::mention)
                .toList();
    }

    /**
     * Whether there is nothing to read.
     *
     * @return {@code true} for an empty text
     */
    public boolean isBlank() {
        return marked.isBlank();
    }

    /** The sentence in the plain notation. */
    @Override
    public String toString() {
        return in(Notation.PLAIN);
    }
}
