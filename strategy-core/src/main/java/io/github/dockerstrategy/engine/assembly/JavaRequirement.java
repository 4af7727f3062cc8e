package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.buildTool;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Java that a base image needs.
 *
 * @param release release of the application's classes; 0 if it has none
 */
record JavaRequirement(int release) {

    /** The variable with which images state their version. */
    static final String VARIABLE = "JAVA_VERSION";

    private static final Pattern VERSION = Pattern.compile("(?:jdk-?)?(?:1\\.)?(\\d{1,3})(?!\\d).*");

    /**
     * Compares it with the version that a base image states, which may be empty.
     *
     * @throws ProblemException if that is older
     */
    void check(ImageReference base, String version) {
        OptionalInt has = major(version);
        if (has.isPresent() && has.getAsInt() < release) {
            throw new ProblemException(Problem.of(
                    "base-java-too-old",
                    "The base image " + base + " has Java " + has.getAsInt() + ", but the module is compiled for Java "
                            + release + ".",
                    BaseImageProblems.WHERE + " and " + buildTool(BuildToolTerm.JAVA_RELEASE),
                    "use a base with Java " + release + " or newer, or compile for " + has.getAsInt()));
        }
    }

    /** The feature release in a version such as {@code 17.0.15}, {@code jdk-21.0.2+13} or {@code 1.8.0_292}. */
    static OptionalInt major(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
