package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;

/** What can be wrong with a base image, in words. */
final class BaseImageProblems {

    static final String WHERE = parameter("from");

    private final String base;

    /** @param base the base image as messages name it */
    BaseImageProblems(String base) {
        this.base = base;
    }

    /** Something is not what its digest, its size or its diff ID says. */
    ProblemException mismatch(String what) {
        return new ProblemException(Problem.ofEnvironment(
                "base-digest-mismatch",
                "The base image " + base + " is not used: " + what + ".",
                WHERE,
                "the registry, a proxy or a mirror in between, or whoever made the image, serves wrong content:"
                        + " find the cause before you use the image"));
    }

    /** A document is not what the image specification says. */
    ProblemException malformed(String what) {
        return new ProblemException(Problem.ofEnvironment(
                "base-malformed",
                "The base image " + base + " cannot be read: " + what + ".",
                WHERE,
                "rebuild the base image, or use another one; 'skopeo inspect --raw' shows its manifest"));
    }

    /** A layer of a kind that cannot be read here. */
    ProblemException unreadable(String layer, String mediaType) {
        return new ProblemException(Problem.ofEnvironment(
                "base-layer-unsupported",
                "The base image " + base + " has a layer of the media type " + mediaType + ", which is not supported: "
                        + layer + ".",
                WHERE,
                "convert the base to layers in gzip or Zstandard ('skopeo copy --dest-compress-format gzip', with"
                        + " '--decryption-key' if it is encrypted),\nor use a strategy that assembles with docker"));
    }

    ProblemException notFor(Platform platform, String has) {
        return new ProblemException(Problem.of(
                "platform-not-in-base",
                "The base image " + base + " has no image for " + platform + "; it has: " + has + ".",
                WHERE + " and " + parameter("platforms"),
                "name platforms that the base image has, or a base that has the platform"));
    }

    ProblemException missing(String what) {
        return new ProblemException(Problem.ofEnvironment(
                "image-not-in-registry",
                "Cannot pull the base image " + base + ": the registry does not have " + what + ".",
                WHERE,
                "check registry, repository and tag for typos"));
    }

    ProblemException notCached() {
        return new ProblemException(Problem.ofEnvironment(
                "base-not-cached",
                "The base image " + base + " is not in the cache, and " + buildTool(BuildToolTerm.OFFLINE) + " is on.",
                WHERE,
                "build once without " + buildTool(BuildToolTerm.OFFLINE)));
    }

    ProblemException badArchive(String what) {
        return new ProblemException(Problem.of(
                "bad-base-archive",
                "'" + base + "' is not an image archive: " + what + ".",
                WHERE,
                "write it with 'docker save', or with " + setting("output", "tar")));
    }

    ProblemException onBuild(Object triggers) {
        return new ProblemException(Problem.of(
                "base-onbuild",
                "The base image " + base + " has ONBUILD instructions (" + triggers + "), which only docker executes.",
                WHERE,
                "use a base image without ONBUILD, or a strategy that assembles with docker: "
                        + String.join(", ", Strategies.builtIn().names(Strategy::generatesDockerfile))));
    }
}
