package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the place that an image was written to still has it.
 *
 * @param image the image
 * @param to the place
 * @param settings reach engine and registries
 * @param digests asks for the digests of tags
 */
record DestinationState(ImageSpec image, Destination to, AssemblySettings settings, TagDigests digests) {

    /** A text that changes when something else is written to the place; empty if it cannot be determined. */
    Optional<String> stamp(BuiltImage written) throws IOException {
        return switch (to.output()) {
            case TAR, OCI -> FileHashCache.stamp(to.file().orElseThrow());
            case REGISTRY ->
                settings.network().reaches(image.name()) ? Optional.of(written.imageDigest()) : Optional.empty();
            case DAEMON -> inEngine();
        };
    }

    /** Whether the place has the image that was written when its stamp was {@code stamp}. */
    boolean has(BuiltImage written, String stamp) {
        try {
            return switch (to.output()) {
                case TAR, OCI -> isFile(stamp);
                case REGISTRY -> settings.network().reaches(image.name()) && isInRegistry(written.imageDigest());
                case DAEMON -> inEngine().filter(stamp::equals).isPresent();
            };
        } catch (IOException | ProblemException e) {
            return false;
        }
    }

    private boolean isInRegistry(String digest) {
        for (ImageReference name : image.names()) {
            if (!digests.of(name).map(Digest::toString).filter(digest::equals).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private boolean isFile(String stamp) throws IOException {
        Path file = to.file().orElseThrow();
        return Files.isRegularFile(file)
                && FileHashCache.stamp(file).filter(stamp::equals).isPresent();
    }

    /** The IDs of all of the image's names in the engine. */
    private Optional<String> inEngine() {
        try {
            return settings.engine().ids(image.names());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
