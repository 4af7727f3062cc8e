package io.github.dockerstrategy.oci;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Has the bytes of layers, as their descriptors describe them. */
public interface LayerSource {

    /** Makes layers available on this machine, as far as they are not. */
    void fetch(List<Layer> layers) throws IOException, InterruptedException;

    /** Opens a layer that was fetched. */
    InputStream open(Layer layer) throws IOException;
}
