package io.github.dockerstrategy.oci;

import java.io.IOException;
import java.util.List;

/** A place that an image for several platforms is written to: a repository or an archive. */
@FunctionalInterface
public interface IndexSink {

    /**
     * The image for one platform.
     *
     * @param image the image
     * @param layers has the bytes of its layers
     */
    record PlatformImage(Image image, LayerSource layers) {}

    /**
     * Writes an image for several platforms.
     *
     * @param index refers to the manifests of {@code images}
     */
    void write(Index index, List<PlatformImage> images) throws IOException, InterruptedException;
}
