package io.github.dockerstrategy.layout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** The entries of all layers. */
    public List<Entry> entries() {
        return layers.stream().flatMap(layer -> layer.entries().stream()).toList();
    }

    /** Modification time of its files, which all have the same; empty if there are none. */
    public Optional<Instant> modified() {
        return entries().stream().findFirst().map(Entry::modified);
    }

    /** This layout on top of {@code lower} ones. */
    public Layout onTopOf(List<Layer> lower) {
        List<Layer> all = new ArrayList<>(lower);
        all.addAll(layers);
        return new Layout(all);
    }
}
