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
        Layer resourceLayer = Layer.ofLastWins(Layer.RESOURCES, files(application, resources, false));
        Layer classLayer = Layer.ofLastWins(Layer.CLASSES, files(application, classes, true));

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

    /** Later roots must not hide earlier ones on the class path, so they are walked last to first. */
    private List<Entry> files(Application.Exploded application, ContainerPath into, boolean classFiles) {
        List<Entry> entries = new ArrayList<>();
        for (int i = application.roots().size() - 1; i >= 0; i--) {
            Path root = application.roots().get(i);
            if (Files.isDirectory(root)) {
                entries.addAll(files(root, into, classFiles));
            }
        }
        return entries;
    }

    private List<Entry> files(Path root, ContainerPath into, boolean classFiles) {
        try (Stream<Path> paths = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".class") == classFiles)
                    .map(path -> Entry.file(
                            into.resolve(root.relativize(path).toString().replace('\\', '/')), path, modified))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the classes in " + root, e);
        }
    }
}
