package io.github.dockerstrategy.maven.migrate.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which element a property stands for.
 *
 * @param byName gives the path of the element for a property's name; empty for properties of others
 * @param maps paths of elements whose children are keys, which may have dots and quotes
 */
record PropertyPath(Function<String, Optional<String>> byName, List<String> maps) {

    /** No property sets the plugin up. */
    static final PropertyPath NONE = new PropertyPath(name -> Optional.empty(), List.of());

    PropertyPath {
        maps = List.copyOf(maps);
    }

    /** A prefix in front of the path. */
    static PropertyPath prefix(String prefix) {
        return new PropertyPath(
                name -> name.startsWith(prefix) ? Optional.of(name.substring(prefix.length())) : Optional.empty(),
                List.of());
    }

    /** A name for each path. */
    static PropertyPath names(Map<String, String> names) {
        return new PropertyPath(name -> Optional.ofNullable(names.get(name)), List.of());
    }

    Optional<String> path(String property) {
        return byName.apply(property);
    }

    /** The names of the elements on a path. */
    List<String> steps(String path) {
        for (String map : maps) {
            if (path.startsWith(map + ".")) {
                List<String> steps = new ArrayList<>(List.of(map.split("\\.")));
                steps.add(path.substring(map.length() + 1).replace("\"", ""));
                return steps;
            }
        }
        return List.of(path.split("\\."));
    }
}
