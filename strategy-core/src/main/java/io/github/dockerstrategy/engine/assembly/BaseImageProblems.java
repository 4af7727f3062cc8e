package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.RegistryException;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns everything that can be wrong with a base image into problems.
 *
 * @param base the base image
 */
record BaseImageProblems(BaseReference base) {

    static final String WHERE = parameter("from");

    /**
     * The problem behind a failure to read the base image.
     *
     * @throws IOException {@code failure} itself, if it is about neither the base image nor its registry
     */
    ProblemException of(IOException failure) throws IOException {
        if (failure instanceof InvalidImageException invalid) {
            return invalid(invalid);
        }
        if (failure instanceof RegistryException refused && refused.kind() == RegistryException.Kind.WRONG_CONTENT) {
            return mismatch(refused.getMessage());
        }
        if (base instanceof BaseReference.Registry registry) {
            return new RegistryProblems("pull the base image", registry.name(), WHERE).of(failure);
        }
        throw failure;
    }

    private ProblemException invalid(InvalidImageException failure) {
        String what = failure.getMessage();
        return switch (failure.kind()) {
            case MALFORMED ->
                problem(
                        "base-malformed",
                        "The base image " + base + " cannot be read: " + what + ".",
                        "rebuild the base image, or use another one; 'skopeo inspect --raw' shows its manifest");
            case MISMATCH -> mismatch(what);
            case UNSUPPORTED_LAYER ->
                problem(
                        "base-layer-unsupported",
                        "The base image " + base + " " + what + ".",
                        "convert the base image to layers in gzip or Zstandard ('skopeo copy --dest-compress-format gzip',"
                                + " with '--decryption-key' if it is encrypted),\nor use a strategy that assembles with docker");
            case OTHER_PLATFORM ->
                new ProblemException(Problem.of(
                        "platform-not-in-base",
                        "The base image " + base + " " + what + ".",
                        WHERE + " and " + parameter("platforms"),
                        "name platforms that the base image has, or a base image that has the platform"));
            case NOT_AN_ARCHIVE -> notAnArchive(what);
        };
    }

    private ProblemException mismatch(String what) {
        return problem(
                "base-digest-mismatch",
                "The base image " + base + " is not used: " + what + ".",
                "the registry, a proxy or a mirror in between, or whoever made the image, serves wrong content:"
                        + " find the cause before you use the image");
    }

    ProblemException notAnArchive(String what) {
        Object file = base instanceof BaseReference.Tar tar ? tar.path() : base;
        return new ProblemException(Problem.of(
                "bad-base-archive",
                "'" + file + "' is not an image archive: " + what + ".",
                WHERE,
                "write it with 'docker save', or with " + setting("output", "tar")));
    }

    static ProblemException missing(Path archive) {
        return new ProblemException(
                Problem.of("missing-file", "'" + archive + "' does not exist.", WHERE, "correct the path"));
    }

    ProblemException notFor(Platform platform, Platform has) {
        return invalid(new InvalidImageException(
                InvalidImageException.Kind.OTHER_PLATFORM, "has no image for " + platform + "; it has: " + has));
    }

    ProblemException notCached() {
        return problem(
                "base-not-cached",
                "The base image " + base + " is not in the cache, and " + buildTool(BuildToolTerm.OFFLINE) + " is on.",
                "build once without " + buildTool(BuildToolTerm.OFFLINE));
    }

    ProblemException notInEngine(String engine, String name) {
        return problem(
                "base-not-in-daemon",
                "'" + engine + "' has no image " + name + ".",
                "pull or build it first, or take it from a registry: " + setting("from", name));
    }

    ProblemException notSaved(String name, IOException failure) {
        return problem(
                "base-not-in-daemon",
                "The base image " + name + " cannot be read: " + failure.getMessage(),
                "see that the image is complete, or take it from a registry: " + setting("from", name));
    }

    ProblemException onBuild(List<String> instructions) {
        return new ProblemException(Problem.of(
                "base-onbuild",
                "The base image " + base + " has ONBUILD instructions (" + instructions
                        + "), which only docker executes.",
                WHERE,
                "use a base image without ONBUILD, or a strategy that assembles with docker: "
                        + String.join(", ", Strategies.builtIn().names(Strategy::generatesDockerfile))));
    }

    private static ProblemException problem(String id, String what, String fix) {
        return new ProblemException(Problem.ofEnvironment(id, what, WHERE, fix));
    }
}
