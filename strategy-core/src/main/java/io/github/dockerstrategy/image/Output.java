package io.github.dockerstrategy.image;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a finished image goes. */
public enum Output {
    /** A tar archive as {@code docker save} writes it. */
    TAR,
    /** A tar archive of an OCI image layout. */
    OCI,
    /** The image store of the docker daemon. */
    DAEMON,
    /** A registry. */
    REGISTRY;

    /** Parses the word that a user wrote. */
    public static Output parse(String text, String where) {
        return Arrays.stream(values())
                .filter(output -> output.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "unknown-output", "'" + text + "' is not an output.", where, Suggestion.among(text, words()))));
    }

    /** The word for it in a POM. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the result is a file below the build directory. */
    public boolean isFile() {
        return this == TAR || this == OCI;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Output::word).toList();
    }
}
