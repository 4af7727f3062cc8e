package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Layers of classes and resources in folders: an edited class moves a few kilobytes, not a jar. */
record ExplodedLayers(Launch launch, DependencySplit split, Instant modified) {

    List<Layer> of(Application.Exploded application) {
        ContainerPath libs = launch.appRoot().resolve("libs");
        Libraries libraries = Libraries.of(application.dependencies());
        SortedMap<String, Path> files = files(application.roots());
        ClassFolders folders = ClassFolders.of(launch.appRoot(), files.keySet());
        List<Entry> resourceFiles = new ArrayList<>();
        List<Entry> classFiles = new ArrayList<>();
        files.forEach((relative, file) -> (ClassFolders.isClass(relative) ? classFiles : resourceFiles)
                .add(Entry.file(folders.place(relative), file, modified)));
        Layer resourceLayer = new Layer(Layer.RESOURCES, resourceFiles);
        Layer classLayer = new Layer(Layer.CLASSES, classFiles);

        List<String> classPath = new ArrayList<>();
        if (!resourceLayer.isEmpty() && !folders.isOne()) {
            classPath.add(folders.resources().value());
        }
        classPath.add(folders.classes().value());
        classPath.addAll(libraries.classPath(libs));

        List<Layer> layers = new ArrayList<>(libraries.layers(split, libs, modified));
        if (launch.argumentFile()) {
            String text = launch.text(classPath, List.of(application.mainClass()));
            layers.add(new Layer(Layer.LAUNCH, List.of(Entry.text(launch.file(), text, modified))));
        }
        layers.add(resourceLayer);
        layers.add(classLayer);
        return layers;
    }

    /** All classes and resources, by their path relative to their root; an earlier root hides a later one, as on the class path. */
    private static SortedMap<String, Path> files(List<Path> roots) {
        SortedMap<String, Path> all = new TreeMap<>();
        for (Path root : roots) {
            new FileTree(root, "classes")
                    .nodes().stream()
                            .filter(node -> !node.isFolder())
                            .forEach(node -> all.putIfAbsent(node.name(), root.resolve(node.path())));
        }
        return all;
    }
}
