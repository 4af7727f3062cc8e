package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The place that an image goes to: whether it still has what was brought there.
 *
 * @param image the image
 * @param to the place
 * @param settings how a daemon is asked
 * @param digests tells the digest that a tag has in the registry
 */
record Target(ImageSpec image, Destination to, AssemblySettings settings, TagDigests digests) {

    /** By what the place is known to be as it was left just now; empty if it cannot be told. */
    Optional<String> state(BuiltImage assembled) throws IOException {
        return switch (to.output()) {
            case TAR, OCI -> FileHashCache.stamp(to.file().orElseThrow());
            case REGISTRY ->
                settings.isReachable(image.name()) ? Optional.of(assembled.imageDigest()) : Optional.empty();
            case DAEMON -> inDaemon();
        };
    }

    /** Whether the place is as it was left. */
    boolean has(BuiltImage assembled, String left) {
        try {
            return switch (to.output()) {
                case TAR, OCI -> isThere(left);
                case REGISTRY -> settings.isReachable(image.name()) && isInRegistry(assembled.imageDigest());
                case DAEMON -> inDaemon().filter(left::equals).isPresent();
            };
        } catch (IOException | ProblemException e) {
            return false;
        }
    }

    private boolean isInRegistry(String digest) {
        for (ImageReference name : image.names()) {
            if (!digests.of(name).filter(digest::equals).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private boolean isThere(String left) throws IOException {
        Path file = to.file().orElseThrow();
        return Files.isRegularFile(file)
                && FileHashCache.stamp(file).filter(left::equals).isPresent();
    }

    /** What the daemon calls by the image's names, which is one image only if it is what we brought. */
    private Optional<String> inDaemon() {
        try {
            return settings.daemon().ids(image);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
