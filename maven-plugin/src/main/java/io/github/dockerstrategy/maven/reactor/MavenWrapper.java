package io.github.dockerstrategy.maven.reactor;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.jspecify.annotations.Nullable;

/**
 * Decides which Maven builds in a container: the one of the project's wrapper, or the builder image's.
 *
 * @param root folder of the reactor's root
 */
record MavenWrapper(Path root) {

    private static final String WHERE = "<builder><maven>, -Ddocker-strategy.builder.maven";
    private static final String WRAPPER = "wrapper";
    private static final String IMAGE = "image";

    /** The oldest Maven that runs this plugin; an older one does not know our flags either. */
    private static final ComparableVersion OLDEST = new ComparableVersion("3.6.3");

    private static final Pattern VERSION = Pattern.compile("apache-maven-(\\d[^/]*?)-bin");

    /**
     * Whether the wrapper is used.
     *
     * @param wanted what the user says; by default it is used where it is there and its Maven is not too old
     */
    boolean isUsed(@Nullable String wanted) {
        boolean there = Files.isRegularFile(root.resolve("mvnw"));
        boolean old = version().map(version -> version.compareTo(OLDEST) < 0).orElse(false);
        if (wanted == null) {
            return there && !old;
        }
        if (wanted.equals(WRAPPER) && there && !old) {
            return true;
        }
        if (wanted.equals(IMAGE)) {
            return false;
        }
        throw new ProblemException(
                wanted.equals(WRAPPER)
                        ? unusable(there)
                        : Problem.of(
                                "unknown-builder-maven",
                                "'" + wanted + "' is neither wrapper nor image.",
                                WHERE,
                                Suggestion.among(wanted, List.of(WRAPPER, IMAGE))));
    }

    private Problem unusable(boolean there) {
        return Problem.of(
                "wrapper-not-usable",
                there
                        ? "The Maven wrapper of " + root + " has Maven "
                                + version().orElseThrow() + ", and this plugin needs " + OLDEST + " or newer."
                        : "There is no Maven wrapper in " + root + ".",
                WHERE,
                there
                        ? "update it: mvn wrapper:wrapper -Dmaven=3.9.9; or use the builder image's Maven: image"
                        : "make one: mvn wrapper:wrapper; or use the builder image's Maven: image");
    }

    private Optional<ComparableVersion> version() {
        Path properties = root.resolve(".mvn/wrapper/maven-wrapper.properties");
        if (!Files.isRegularFile(properties)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = VERSION.matcher(Files.readString(properties, StandardCharsets.ISO_8859_1));
            return matcher.find() ? Optional.of(new ComparableVersion(matcher.group(1))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + properties, e);
        }
    }
}
