package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.oci.Layer;
import java.nio.file.Path;

/**
 * A layer in a {@link LayerStore}.
 *
 * @param layer the layer
 * @param file its bytes
 */
public record StoredLayer(Layer layer, Path file) {}
