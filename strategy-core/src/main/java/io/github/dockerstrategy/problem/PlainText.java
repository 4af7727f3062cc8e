package io.github.dockerstrategy.problem;

import java.util.regex.Pattern;

/** Texts of others, such as registries and engines, without what a terminal takes for a command. */
public final class PlainText {

    /** What sets colours, or moves and erases. */
    private static final Pattern SEQUENCE = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]");

    private PlainText() {}

    /** The text, of whose control characters only line breaks and tabs are left; others become question marks. */
    public static String of(String text) {
        if (text.chars().noneMatch(PlainText::isControl)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        SEQUENCE.matcher(text)
                .replaceAll("")
                .chars()
                .forEach(character -> plain.append(isControl(character) ? '?' : (char) character));
        return plain.toString();
    }

    /** Also what turns the direction of writing, so that a text seems to be another one. */
    private static boolean isControl(int character) {
        return (Character.isISOControl(character) && character != '\n' && character != '\t')
                || (character >= '\u202a' && character <= '\u202e')
                || (character >= '\u2066' && character <= '\u2069');
    }
}
