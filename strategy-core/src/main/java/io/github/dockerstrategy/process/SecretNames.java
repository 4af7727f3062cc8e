package io.github.dockerstrategy.process;

import java.util.regex.Pattern;

/**
 * Names of variables and arguments whose values are not for everybody to see, and URLs with a user's name in them. A name is only a
 * hint, for what is shown: what goes into a file or to a builder must not depend on it.
 */
public final class SecretNames {

    /** A regular expression, for patterns that look for such a name in a longer text. */
    public static final String WORDS = "passw|passphrase|secret|token|credential|api[-_.]?key|private[-_.]?key"
            + "|(?<![a-z])(?:pwd|pass|pin|key|auth|login)(?![a-z])";

    private static final Pattern SECRET = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    /** The part of an authority before its host; a password may have an {@code @} in it, written as it is by mistake. */
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s?#]*@");

    private SecretNames() {}

    /** Whether what is called {@code name} looks like a secret. */
    public static boolean include(String name) {
        return SECRET.matcher(name).find();
    }

    /** {@code text} with the user information of every URL in it left out. */
    public static String withoutUserInfo(String text) {
        return text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll("$1");
    }
}
