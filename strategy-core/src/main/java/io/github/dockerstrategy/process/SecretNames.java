package io.github.dockerstrategy.process;

import java.util.regex.Pattern;

/** Names of properties, variables and arguments whose values are not for everybody to see. */
public final class SecretNames {

    private static final Pattern SECRET = Pattern.compile(
            "passw|passphrase|secret|token|credential|api[-_.]?key|private[-_.]?key", Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** Whether what is called {@code name} looks like a secret. */
    public static boolean include(String name) {
        return SECRET.matcher(name).find();
    }
}
