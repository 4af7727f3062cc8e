package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks base images up before anything is built.
 *
 * @param digests tells what tags stand for
 * @param versions what was found out before
 * @param resolver finds out what is not known yet
 * @param offline whether what is kept will do where a registry does not answer
 */
record BasePinning(TagDigests digests, JavaVersions versions, BaseImageResolver resolver, boolean offline) {

    static final String WHERE = parameter("from");

    private static final Pattern JAVA_VERSION = Pattern.compile("(?:jdk-?)?(?:1\\.)?(\\d{1,3})(?!\\d).*");

    /**
     * Finds out which image a base's name stands for right now, so that what is checked is what is built on.
     *
     * @param javaRelease release of the application's classes; 0 if it has none
     * @return the name with its digest
     * @throws ProblemException if it cannot be had, is not what it promises to be, or says that its Java is older than {@code javaRelease}
     */
    ImageReference pin(ImageReference base, Platform platform, int javaRelease)
            throws IOException, InterruptedException {
        ImageReference named = base.digest().isPresent() ? base : named(base);
        Optional<String> known = versions.of(named, platform);
        if (known.isPresent()) {
            checkJava(base, known.get(), javaRelease);
            return named;
        }
        String version =
                resolver.resolve(new BaseReference.Registry(named), platform).javaVersion();
        checkJava(base, version, javaRelease);
        versions.remember(named, platform, version);
        return named;
    }

    /** A registry on this machine is asked offline too, but may be stopped then. */
    private ImageReference named(ImageReference base) {
        if (!resolver.isReachable(base)) {
            return resolver.remembered(base);
        }
        try {
            return base.withDigest(digests.ofBase(base));
        } catch (ProblemException e) {
            Optional<ImageReference> kept = offline ? resolver.kept(base) : Optional.empty();
            return kept.orElseThrow(() -> e);
        }
    }

    private static void checkJava(ImageReference base, String version, int javaRelease) {
        OptionalInt java = major(version);
        if (java.isPresent() && java.getAsInt() < javaRelease) {
            throw new ProblemException(Problem.of(
                    "base-java-too-old",
                    "The base image " + base + " has Java " + java.getAsInt() + ", but the module is compiled for Java "
                            + javaRelease + ".",
                    WHERE + " and " + buildTool(BuildToolTerm.JAVA_RELEASE),
                    "use a base with Java " + javaRelease + " or newer, or compile for " + java.getAsInt()));
        }
    }

    /** The feature release in a version such as {@code 17.0.15}, {@code jdk-21.0.2+13} or {@code 1.8.0_292}. */
    static OptionalInt major(String version) {
        Matcher matcher = JAVA_VERSION.matcher(version);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
