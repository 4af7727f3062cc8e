package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers of what Quarkus makes of an application. Its classes and those that Quarkus generates are one layer: each build generates them anew.
 */
record FastJarLayers(Launch launch, DependencyLayering split, Instant modified) {

    private static final String RUN = "quarkus-run.jar";
    private static final String LIB = "lib/";

    /** A list for other tools. */
    private static final String NOT_RUN = "quarkus-app-dependencies.txt";

    List<Layer> of(Application.FastJar application) {
        KnownJars known = KnownJars.of(
                application.dependencies(), jar -> jar.withQualifiedName().fileName(), split);
        SplitEntries releases = new SplitEntries(split);
        Map<String, List<Entry>> others = new LinkedHashMap<>();
        for (String name :
                List.of(Layer.SNAPSHOT_DEPENDENCIES, Layer.PROJECT_DEPENDENCIES, Layer.LAUNCH, Layer.APPLICATION)) {
            others.put(name, new ArrayList<>());
        }
        for (FileTree.Node node : new FileTree(application.folder(), "the folder of Quarkus").nodes()) {
            if (node.isFolder() || node.name().equals(NOT_RUN)) {
                continue;
            }
            Path file = application.folder().resolve(node.path());
            String fileName = String.valueOf(node.path().getFileName());
            Entry entry = Entry.file(launch.appRoot().resolve(node.name()), file, modified);
            String layer = node.name().startsWith(LIB) ? known.layerOf(fileName) : Layer.APPLICATION;
            if (layer.equals(Layer.DEPENDENCIES)) {
                releases.add(entry, known.coordinates(fileName), file);
            } else {
                others.computeIfAbsent(layer, name -> new ArrayList<>()).add(entry);
            }
        }
        ContainerPath run = launch.appRoot().resolve(RUN);
        others.put(Layer.LAUNCH, List.of(Entry.text(launch.file(), launch.textOfJar(run), modified)));
        List<Layer> layers = new ArrayList<>(releases.layers());
        others.forEach((name, entries) -> layers.add(new Layer(name, entries)));
        return layers;
    }
}
