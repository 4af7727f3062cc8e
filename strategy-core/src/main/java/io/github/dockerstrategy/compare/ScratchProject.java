package io.github.dockerstrategy.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The project as it is copied, and what can be changed in a copy.
 *
 * @param root folder of the whole build
 * @param module folder of the module, relative to the root
 * @param without folders that are not copied: what builds have left, and the history
 * @param source a Java source of the module that can be changed, relative to the root
 * @param dependency a dependency that has another version
 */
public record ScratchProject(
        Path root, String module, List<Path> without, Optional<String> source, Optional<Change> dependency) {

    /**
     * A dependency's other version.
     *
     * @param group its group id
     * @param artifact its artifact id
     * @param from the version that the project has
     * @param to the other one
     */
    public record Change(String group, String artifact, String from, String to) {

        @Override
        public String toString() {
            return group + ":" + artifact + " " + from + " → " + to;
        }
    }

    public ScratchProject {
        without = List.copyOf(without);
    }

    /** Whether a Java source has a class that {@code CODE} can change. */
    public static boolean isChangeable(String source) {
        return ScratchCopy.isChangeable(source);
    }

    /** What changes in {@code scenario}, in words. */
    public Optional<String> change(Scenario scenario) {
        return switch (scenario) {
            case FIRST, AGAIN -> Optional.empty();
            case CODE -> source;
            case DEPENDENCY -> dependency.map(Change::toString);
        };
    }
}
