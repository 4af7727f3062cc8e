package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.project.Coordinates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jars in the layers of a split. */
final class SplitEntries {

    private final DependencyLayering split;
    private final Map<String, List<Entry>> layers = new LinkedHashMap<>();

    SplitEntries(DependencyLayering split) {
        this.split = split;
        split.names().forEach(name -> layers.put(name, new ArrayList<>()));
    }

    void add(Entry entry, Coordinates coordinates, Path jar) {
        try {
            add(entry, coordinates, Files.size(jar));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }

    void add(Entry entry, Coordinates coordinates, long size) {
        layers.getOrDefault(split.layerOf(coordinates, size), List.of()).add(entry);
    }

    /** All possible layers, bottom first, also empty ones. */
    List<Layer> layers() {
        return layers.entrySet().stream()
                .map(layer -> Layer.ofLastWins(layer.getKey(), layer.getValue()))
                .toList();
    }
}
