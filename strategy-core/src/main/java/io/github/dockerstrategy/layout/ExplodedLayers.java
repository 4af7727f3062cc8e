package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Layers of classes and resources in folders: an edited class moves a few kilobytes, not a jar. */
record ExplodedLayers(Launch launch, DependencySplit split, Instant modified) {

    List<Layer> of(Application.Exploded application) {
        ContainerPath resources = launch.appRoot().resolve("resources");
        ContainerPath classes = launch.appRoot().resolve("classes");
        ContainerPath libs = launch.appRoot().resolve("libs");
        Libraries libraries = Libraries.of(application.dependencies());
        List<Entry> resourceFiles = new ArrayList<>();
        List<Entry> classFiles = new ArrayList<>();
        // Later roots must not hide earlier ones on the class path, so they are walked last to first.
        for (int i = application.roots().size() - 1; i >= 0; i--) {
            Path root = application.roots().get(i);
            for (Path file : files(root)) {
                String relative = root.relativize(file).toString().replace('\\', '/');
                if (relative.endsWith(".class")) {
                    classFiles.add(Entry.file(classes.resolve(relative), file, modified));
                } else {
                    resourceFiles.add(Entry.file(resources.resolve(relative), file, modified));
                }
            }
        }
        Layer resourceLayer = Layer.ofLastWins(Layer.RESOURCES, resourceFiles);
        Layer classLayer = Layer.ofLastWins(Layer.CLASSES, classFiles);

        List<String> classPath = new ArrayList<>();
        if (!resourceLayer.isEmpty()) {
            classPath.add(resources.value());
        }
        classPath.add(classes.value());
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

    private static List<Path> files(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                root, Integer.MAX_VALUE, (path, facts) -> facts.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the classes in " + root, e);
        }
    }
}
