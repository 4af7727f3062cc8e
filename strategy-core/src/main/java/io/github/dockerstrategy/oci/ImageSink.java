package io.github.dockerstrategy.oci;

import java.io.IOException;

/** A place that images are written to: a repository, an archive or an engine's store. */
@FunctionalInterface
public interface ImageSink {

    /**
     * Writes an image.
     *
     * @param layers has the bytes of its layers; asked only for those that the place lacks
     */
    void write(Image image, LayerSource layers) throws IOException, InterruptedException;
}
