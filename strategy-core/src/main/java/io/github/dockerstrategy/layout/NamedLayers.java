package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Coordinates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The layers that the user asks for: the first that takes a file has it, and what none takes lies where it would lie without them.
 *
 * @param layers bottom first, no name twice
 */
public record NamedLayers(List<NamedLayer> layers) {

    public static final NamedLayers NONE = new NamedLayers(List.of());

    public NamedLayers {
        layers = List.copyOf(layers);
        for (int i = 0; i < layers.size(); i++) {
            String name = layers.get(i).name();
            if (layers.subList(0, i).stream().anyMatch(layer -> layer.name().equals(name))) {
                throw new ProblemException(Problem.of(
                        "bad-layer",
                        "Two layers are called '" + name + "'.",
                        parameter("layers.layer.name"),
                        "give one of them another name, or make one layer of both"));
            }
        }
    }

    /** The names, bottom first. */
    public List<String> names() {
        return layers.stream().map(NamedLayer::name).toList();
    }

    /** The names of those of which {@code layout} has nothing. */
    public List<String> missingIn(Layout layout) {
        List<String> there = layout.layers().stream().map(Layer::name).toList();
        return names().stream().filter(name -> !there.contains(name)).toList();
    }

    /** The name of the layer that takes a jar by its coordinates. */
    Optional<String> of(Coordinates jar) {
        return layers.stream().filter(layer -> layer.takes(jar)).findFirst().map(NamedLayer::name);
    }

    /**
     * Moves what a layer takes by its path out of the others.
     *
     * @param all layers of an application, whose jars lie where their coordinates say
     */
    List<Layer> takeByPath(List<Layer> all) {
        if (layers.isEmpty()) {
            return all;
        }
        Map<String, Predicate<ContainerPath>> takers = new LinkedHashMap<>();
        layers.forEach(layer -> takers.put(layer.name(), layer.byPath()));
        Map<String, List<Entry>> entries = new LinkedHashMap<>();
        for (Layer layer : all) {
            entries.computeIfAbsent(layer.name(), name -> new ArrayList<>());
            for (Entry entry : layer.entries()) {
                entries.computeIfAbsent(place(entry, layer.name(), takers), name -> new ArrayList<>())
                        .add(entry);
            }
        }
        // From the bottom up: of two files with one path, the image shows the upper one.
        return entries.entrySet().stream()
                .map(layer -> Layer.ofLastWins(layer.getKey(), layer.getValue()))
                .toList();
    }

    /** Folders stay: in a lower layer they would lose their mode and owner to the files above that are in them. */
    private static String place(Entry entry, String current, Map<String, Predicate<ContainerPath>> takers) {
        if (entry.isDirectory()) {
            return current;
        }
        return takers.entrySet().stream()
                .filter(taker ->
                        taker.getKey().equals(current) || taker.getValue().test(entry.path()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(current);
    }
}
