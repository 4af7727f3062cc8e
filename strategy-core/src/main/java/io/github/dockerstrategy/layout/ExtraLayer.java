package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The extra files among the application's layers. Where both have the same path the extra file is the one in the image, whichever layer is
 * above the other.
 *
 * @param layer the extra files
 * @param modified modification time of every file in the image
 */
record ExtraLayer(Layer layer, Instant modified) {

    /** The application's layers with the extra files in their place among them. */
    List<Layer> among(List<Layer> application) {
        if (layer.isEmpty()) {
            List<Layer> all = new ArrayList<>(application);
            all.add(placeIn(application), layer);
            return all;
        }
        application.forEach(this::refuseConflicts);
        int place = placeIn(application);
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < application.size(); i++) {
            Layer without = without(application.get(i));
            all.add(i < place ? without : withFolders(without));
        }
        all.add(place, layer);
        return all;
    }

    /** Extra files change more often than what was resolved and launched, and more rarely than what is edited. */
    private static int placeIn(List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            String name = layers.get(i).name();
            if (name.equals(Layer.RESOURCES) || name.equals(Layer.CLASSES) || name.equals(Layer.APPLICATION)) {
                return i;
            }
        }
        return layers.size();
    }

    /** The layer without what an extra file replaces. */
    private Layer without(Layer other) {
        Map<ContainerPath, Entry> extra = byPath();
        return new Layer(
                other.name(),
                other.entries().stream()
                        .filter(entry -> !extra.containsKey(entry.path()) || entry.equals(extra.get(entry.path())))
                        .toList());
    }

    /** A folder on the way to a file of an upper layer is in that layer too: it must not lose the mode and owner that it has here. */
    private Layer withFolders(Layer upper) {
        List<Entry> special = layer.entries().stream()
                .filter(entry -> entry.isDirectory() && !entry.equals(Entry.directory(entry.path(), modified)))
                .filter(folder ->
                        upper.entries().stream().anyMatch(entry -> entry.path().isBelow(folder.path())))
                .toList();
        if (special.isEmpty()) {
            return upper;
        }
        List<Entry> entries = new ArrayList<>(upper.entries());
        entries.addAll(special);
        return Layer.ofLastWins(upper.name(), entries);
    }

    private void refuseConflicts(Layer other) {
        refuseBelowFiles(other.entries(), files(layer), parameter("extraDirectories"), "the application");
        refuseBelowFiles(layer.entries(), files(other), "the application", parameter("extraDirectories"));
    }

    private static void refuseBelowFiles(
            List<Entry> entries, Map<ContainerPath, Entry> files, String filesOf, String entriesOf) {
        for (Entry entry : entries) {
            entry.path().ancestors().filter(files::containsKey).findFirst().ifPresent(file -> {
                throw new ProblemException(Problem.of(
                        "file-and-folder",
                        "'" + file + "' is a file of " + filesOf + ", and a folder of " + entriesOf + ", which has '"
                                + entry.path() + "'.",
                        parameter("extraDirectories") + ", " + parameter("files"),
                        "give the extra file another name or place"));
            });
        }
    }

    private static Map<ContainerPath, Entry> files(Layer layer) {
        return layer.entries().stream()
                .filter(entry -> !entry.isDirectory())
                .collect(Collectors.toMap(Entry::path, Function.identity()));
    }

    private Map<ContainerPath, Entry> byPath() {
        return layer.entries().stream().collect(Collectors.toMap(Entry::path, Function.identity()));
    }
}
