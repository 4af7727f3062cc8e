package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import io.github.dockerstrategy.oci.store.DownloadedLayers;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The layers of a base image, which are downloaded once for all builds. Failures are problems of the base image, so that they are not
 * taken for problems of the image that is built on it.
 *
 * @param layers the layers
 * @param problems describes failures
 */
record BaseLayers(DownloadedLayers layers, BaseImageProblems problems) implements LayerSource {

    @Override
    public void fetch(List<Layer> wanted) throws IOException, InterruptedException {
        try {
            layers.fetch(wanted);
        } catch (IOException e) {
            throw problems.of(e);
        }
    }

    /** What {@code reading} finds in each layer. Layers that are not here are read while they are downloaded, and not kept. */
    <R> List<R> read(List<Layer> wanted, DownloadedLayers.Reading<R> reading) throws IOException, InterruptedException {
        try {
            return layers.read(wanted, reading);
        } catch (IOException e) {
            throw problems.of(e);
        }
    }

    @Override
    public InputStream open(Layer layer) throws IOException {
        return layers.open(layer);
    }

    /** Whether all of them are here. */
    boolean hasAll(List<Layer> wanted) throws IOException {
        return layers.hasAll(wanted);
    }
}
