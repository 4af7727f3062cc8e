package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import io.github.dockerstrategy.oci.store.StoredLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All layers of an image: those that were packed, and those of its base image.
 *
 * @param packed files of the packed layers
 * @param base has the others
 */
record AssembledLayers(Map<Digest, Path> packed, LayerSource base) implements LayerSource {

    AssembledLayers {
        packed = Map.copyOf(packed);
    }

    static AssembledLayers of(List<StoredLayer> packed, LayerSource base) {
        Map<Digest, Path> files = new HashMap<>();
        packed.forEach(stored -> files.put(stored.layer().digest(), stored.file()));
        return new AssembledLayers(files, base);
    }

    @Override
    public void fetch(List<Layer> layers) throws IOException, InterruptedException {
        base.fetch(layers.stream()
                .filter(layer -> !packed.containsKey(layer.digest()))
                .toList());
    }

    @Override
    public InputStream open(Layer layer) throws IOException {
        Path file = packed.get(layer.digest());
        return file == null ? base.open(layer) : Files.newInputStream(file);
    }
}
