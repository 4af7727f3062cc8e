package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The application's jars as layers, by how often they are likely to change. */
final class Libraries {

    private final List<Dependency> dependencies;

    private Libraries(List<Dependency> dependencies) {
        this.dependencies = dependencies;
    }

    /** Two groups may have a jar of the same name: those jars get their group in front. */
    static Libraries of(List<Dependency> dependencies) {
        List<String> names = dependencies.stream().map(Dependency::fileName).toList();
        return new Libraries(dependencies.stream()
                .map(dependency -> Collections.frequency(names, dependency.fileName()) == 1
                        ? dependency
                        : dependency.withQualifiedName())
                .toList());
    }

    List<Layer> layers(DependencyLayering split, ContainerPath folder, Instant modified) {
        List<Layer> layers = new ArrayList<>(split(split, folder, modified));
        List<Dependency> others = dependencies.stream()
                .filter(dependency -> !split.isNamed(dependency.coordinates()))
                .toList();
        layers.add(layer(Layer.SNAPSHOT_DEPENDENCIES, others, Origin.SNAPSHOT, folder, modified));
        layers.add(layer(Layer.PROJECT_DEPENDENCIES, others, Origin.PROJECT, folder, modified));
        return layers;
    }

    private List<Layer> split(DependencyLayering split, ContainerPath folder, Instant modified) {
        SplitEntries jars = new SplitEntries(split);
        for (Dependency dependency : dependencies) {
            if (dependency.origin() == Origin.RELEASE || split.isNamed(dependency.coordinates())) {
                jars.add(
                        Entry.file(folder.resolve(dependency.fileName()), dependency.file(), modified),
                        dependency.coordinates(),
                        dependency.file());
            }
        }
        return jars.layers();
    }

    /** Where the jars lie on this machine, in class path order. */
    List<Path> files() {
        return dependencies.stream().map(Dependency::file).toList();
    }

    /** Paths of the jars in the image, in class path order. */
    List<ContainerPath> classPath(ContainerPath folder) {
        return dependencies.stream()
                .map(dependency -> folder.resolve(dependency.fileName()))
                .toList();
    }

    /** The jars' files by their place in the image, in class path order. */
    Map<String, Path> byPlace(ContainerPath folder) {
        Map<String, Path> files = new LinkedHashMap<>();
        dependencies.forEach(
                dependency -> files.put(folder.resolve(dependency.fileName()).value(), dependency.file()));
        return files;
    }

    private static Layer layer(
            String name, List<Dependency> dependencies, Origin origin, ContainerPath folder, Instant modified) {
        return Layer.ofLastWins(
                name,
                dependencies.stream()
                        .filter(dependency -> dependency.origin() == origin)
                        .map(dependency ->
                                Entry.file(folder.resolve(dependency.fileName()), dependency.file(), modified))
                        .toList());
    }
}
