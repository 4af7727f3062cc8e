package io.github.dockerstrategy.oci;

import java.io.IOException;

/** A place that images are read from: a repository, an archive or an engine's store. */
@FunctionalInterface
public interface ImageSource {

    /**
     * Reads the image for {@code platform}.
     *
     * @throws InvalidImageException if it is not what the place promises
     * @throws IOException if it cannot be read
     */
    Image read(Platform platform) throws IOException, InterruptedException;
}
