package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The jars that another tool has put into an archive or folder: the build knows what most of them are.
 *
 * @param dependencies by file name
 * @param split how dependencies are spread over layers
 */
record KnownJars(Map<String, Dependency> dependencies, DependencyLayering split) {

    /**
     * Jars with these names.
     *
     * @param name the name that the other tool gives to a dependency
     */
    static KnownJars of(List<Dependency> dependencies, Function<Dependency, String> name, DependencyLayering split) {
        return new KnownJars(
                dependencies.stream()
                        .collect(Collectors.toMap(name, dependency -> dependency, (first, second) -> first)),
                split);
    }

    Coordinates coordinates(String fileName) {
        Dependency dependency = dependencies.get(fileName);
        return dependency == null ? Coordinates.guess(fileName) : dependency.coordinates();
    }

    /** The layer of a jar; {@link Layer#DEPENDENCIES} stands for those of the split. */
    String layerOf(String fileName) {
        if (split.isNamed(coordinates(fileName))) {
            return Layer.DEPENDENCIES;
        }
        Dependency dependency = dependencies.get(fileName);
        return switch (dependency == null ? Origin.guess(fileName) : dependency.origin()) {
            case RELEASE -> Layer.DEPENDENCIES;
            case SNAPSHOT -> Layer.SNAPSHOT_DEPENDENCIES;
            case PROJECT -> Layer.PROJECT_DEPENDENCIES;
        };
    }
}
