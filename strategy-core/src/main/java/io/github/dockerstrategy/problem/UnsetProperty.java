package io.github.dockerstrategy.problem;

import static io.github.dockerstrategy.problem.Mention.buildTool;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference to a property that Maven has left as it is, since nobody sets it. In an image it would be taken for the value. */
public final class UnsetProperty {

    private static final Pattern ANY = Pattern.compile("\\$\\{([^}]*)}");

    /** What no shell in a container and no framework sets: the names of Maven's own. */
    private static final Pattern MAVENS =
            Pattern.compile("\\$\\{((?:project|pom|settings|session|maven|env)\\.[^}]*|basedir)}");

    private UnsetProperty() {}

    /** Refuses a value with any reference in it. */
    public static void refuse(String value, String where) {
        refuse(ANY.matcher(value), value, where);
    }

    /** Refuses a value with a reference that only Maven could have resolved: others may be meant for the container. */
    public static void refuseMavens(String value, String where) {
        refuse(MAVENS.matcher(value), value, where);
    }

    private static void refuse(Matcher reference, String value, String where) {
        if (reference.find()) {
            throw new ProblemException(Problem.of(
                    "unset-property",
                    "'" + value + "' has the property '" + reference.group(1) + "' in it, which is not set.",
                    where,
                    "set it in " + buildTool(BuildToolTerm.PROPERTIES, reference.group(1)) + ", or correct its name"));
        }
    }
}
