package io.github.dockerstrategy.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers above the base image, the ones that change most rarely first.
 *
 * @param layers none of them empty, no name twice
 */
public record Layout(List<Layer> layers) {

    public Layout {
        layers = layers.stream().filter(layer -> !layer.isEmpty()).toList();
        if (layers.stream().map(Layer::name).distinct().count() != layers.size()) {
            throw new IllegalArgumentException("two layers of one name");
        }
    }

    /** This layout on top of {@code lower} ones. */
    public Layout onTopOf(List<Layer> lower) {
        List<Layer> all = new ArrayList<>(lower);
        all.addAll(layers);
        return new Layout(all);
    }
}
