package io.github.dockerstrategy.problem;

import java.util.regex.Pattern;

/** Texts of others, such as registries and engines, without what a terminal takes for a command. */
public final class PlainText {

    /** What sets colours, or moves and erases. */
    private static final Pattern SEQUENCE = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]");

    /** The part of an authority before its host; a password may have an {@code @} in it, written as it is by mistake. */
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s?#]*@");

    private PlainText() {}

    /** {@code text} without the user information of the URLs in it. */
    public static String withoutUserInfo(String text) {
        return text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll("$1");
    }

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
