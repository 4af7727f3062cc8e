package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What base images have said of their Java, by digest: so it is true for ever. So a build that has
 * nothing to do reads no configuration.
 *
 * @param folder where it is kept, a file for each image
 */
record JavaVersions(Path folder) {

    /** What an image has said, which may be nothing; empty if it was not asked yet. */
    Optional<String> of(ImageReference pinned, Platform platform) {
        return new CacheNote(file(pinned, platform)).read();
    }

    void remember(ImageReference pinned, Platform platform, String version) {
        new CacheNote(file(pinned, platform)).write(version);
    }

    private Path file(ImageReference pinned, Platform platform) {
        return folder.resolve(
                Sha256.hex(pinned.digest().orElseThrow() + " " + platform).substring(0, 40));
    }
}
