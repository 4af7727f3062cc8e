package io.github.dockerstrategy.process;

import java.util.regex.Pattern;

/**
 * Names of variables and arguments whose values are not for everybody to see. A name is only a
 * hint, for what is shown: what goes into a file or to a builder must not depend on it.
 */
public final class SecretNames {

    /** A regular expression, for patterns that look for such a name in a longer text. */
    public static final String WORDS = "passw|passphrase|secret|token|credential|api[-_.]?key|private[-_.]?key"
            + "|(?<![a-z])(?:pwd|pass|pin|key|auth|login)(?![a-z])";

    private static final Pattern SECRET = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** Whether what is called {@code name} looks like a secret. */
    public static boolean include(String name) {
        return SECRET.matcher(name).find();
    }
}
