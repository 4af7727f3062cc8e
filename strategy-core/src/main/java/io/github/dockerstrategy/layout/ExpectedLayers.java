package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A layout with exactly the layers that a Dockerfile names, which was written before the application was built: a layer that the
 * application has none of holds the application's folder, one that nobody expected becomes part of the last.
 *
 * @param names the layers' names, bottom first
 * @param folder the application's folder in the image
 * @param modified its modification time
 */
public record ExpectedLayers(List<String> names, ContainerPath folder, Instant modified) {

    public ExpectedLayers {
        names = List.copyOf(names);
    }

    public Layout of(Layout layout) {
        List<Layer> layers = new ArrayList<>();
        for (String name : names) {
            Optional<Layer> found = layout.layers().stream()
                    .filter(layer -> layer.name().equals(name))
                    .findFirst();
            layers.add(found.orElseGet(() -> placeholder(name, layout)));
        }
        List<Entry> unexpected = layout.layers().stream()
                .filter(layer -> !names.contains(layer.name()))
                .flatMap(layer -> layer.entries().stream())
                .toList();
        if (!unexpected.isEmpty()) {
            Layer last = layers.remove(layers.size() - 1);
            List<Entry> entries = new ArrayList<>(last.entries());
            entries.addAll(unexpected);
            layers.add(Layer.ofLastWins(last.name(), entries));
        }
        return new Layout(layers);
    }

    /**
     * The layer {@code name} of an application that has nothing for it: a folder that the image has in any case, as the layout has it.
     * An empty layer breaks the next {@code COPY} of docker's legacy builder (moby#37965).
     */
    Layer placeholder(String name, Layout layout) {
        ContainerPath kept = folder.equals(ContainerPath.ROOT) ? anyFolder(layout) : folder;
        Entry entry = layout.entries().stream()
                .filter(one -> one.isDirectory() && one.path().equals(kept))
                .reduce((lower, upper) -> upper)
                .orElseGet(() -> Entry.directory(kept, modified));
        return new Layer(name, List.of(entry));
    }

    /** The root folder makes no layer, as every image has it. */
    private static ContainerPath anyFolder(Layout layout) {
        return layout.entries().stream()
                .map(entry -> entry.isDirectory()
                        ? entry.path()
                        : entry.path().parent().orElse(ContainerPath.ROOT))
                .filter(path -> !path.equals(ContainerPath.ROOT))
                .findFirst()
                .orElse(ContainerPath.ROOT);
    }
}
