package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The layers that an archive contains. */
final class IncludedLayers {

    private IncludedLayers() {}

    /** Those that are not omitted, each once: an image may have the same layer twice. */
    static List<Layer> of(Image image, Set<Digest> omitted) {
        Set<Digest> seen = new HashSet<>(omitted);
        List<Layer> included = new ArrayList<>();
        for (Layer layer : image.layers()) {
            if (seen.add(layer.digest())) {
                included.add(layer);
            }
        }
        return included;
    }
}
