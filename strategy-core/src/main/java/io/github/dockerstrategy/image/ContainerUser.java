package io.github.dockerstrategy.image;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.UnsetProperty;
import java.util.regex.Pattern;

/** User, and group, that a container's process runs as: names or numbers. Names must be in the image's {@code /etc/passwd}. */
public final class ContainerUser {

    /** The default: not root; the number is the one that "distroless" images call nonroot. */
    public static final String NON_ROOT = "65532:65532";

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*\\$?(:[A-Za-z0-9_][A-Za-z0-9_.@-]*\\$?)?");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private ContainerUser() {}

    /**
     * Parses {@code user} or {@code user:group}.
     *
     * @throws ProblemException if it is none, or a number is larger than container engines accept
     */
    public static String parse(String text, String where) {
        UnsetProperty.refuse(text, where);
        if (!FORM.matcher(text).matches()) {
            throw refusal("'" + text + "' is not a user.", where);
        }
        for (String part : text.split(":", -1)) {
            if (NUMBER.matcher(part).matches() && !isInRange(part)) {
                throw refusal("'" + text + "' is not a user: " + part + " is above " + Integer.MAX_VALUE + ".", where);
            }
        }
        return text;
    }

    private static boolean isInRange(String number) {
        return number.length() <= 10 && Long.parseLong(number) <= Integer.MAX_VALUE;
    }

    private static ProblemException refusal(String what, String where) {
        return new ProblemException(Problem.of(
                "bad-user", what, where, "write user or user:group, by number or by name, for example 65532:65532"));
    }
}
