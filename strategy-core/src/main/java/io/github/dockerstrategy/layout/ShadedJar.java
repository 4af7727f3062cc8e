package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.project.Dependency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A jar that may hold dependencies of its module: all of them, some, or none.
 *
 * @param archive the jar
 * @param ownClasses folders of the module's own classes. One that the module itself has is no sign of a dependency: it takes its place
 */
record ShadedJar(Archive archive, List<Path> ownClasses) {

    private static final String CLASS = ".class";
    private static final Set<String> SAID_OFTEN = Set.of("module-info.class", "package-info.class");

    ShadedJar {
        ownClasses = List.copyOf(ownClasses);
    }

    /** Those of {@code dependencies} that the jar does not hold; all of them where it holds none, and so is not shaded. */
    List<Dependency> missing(List<Dependency> dependencies) {
        if (dependencies.stream().noneMatch(this::holds)) {
            return dependencies;
        }
        Set<String> places =
                archive.members().stream().map(ShadedJar::shortName).collect(Collectors.toSet());
        return dependencies.stream()
                .filter(dependency -> !holds(dependency) && !mayHold(dependency, places))
                .toList();
    }

    /** Its Maven properties, or most of its classes. */
    private boolean holds(Dependency dependency) {
        String pom = "META-INF/maven/" + dependency.coordinates().groupId() + "/"
                + dependency.coordinates().artifactId() + "/pom.properties";
        if (archive.has(pom)) {
            return true;
        }
        List<String> classes = contents(dependency).stream()
                .filter(member -> member.endsWith(CLASS) && member.indexOf('/') > 0)
                .toList();
        long inside = classes.stream().filter(archive::has).count();
        return inside > 0 && inside * 2 >= classes.size();
    }

    /** Relocated classes keep their names. In doubt a jar is laid beside the other, where it is found after it and so does no harm. */
    private boolean mayHold(Dependency dependency, Set<String> places) {
        List<String> contents = contents(dependency);
        long inside = contents.stream()
                .map(ShadedJar::shortName)
                .filter(places::contains)
                .count();
        return inside * 2 >= contents.size();
    }

    /** What tells it from others. */
    private List<String> contents(Dependency dependency) {
        if (!Files.isRegularFile(dependency.file())) {
            return List.of();
        }
        return Archive.open(dependency.file()).members().stream()
                .filter(member -> !isOwn(member) && !SAID_OFTEN.contains(fileName(member)))
                .filter(member -> member.endsWith(CLASS)
                        || !member.startsWith("META-INF/")
                        || member.startsWith("META-INF/resources/")
                        || member.startsWith("META-INF/services/"))
                .toList();
    }

    private boolean isOwn(String member) {
        return ownClasses.stream().anyMatch(folder -> Files.isRegularFile(folder.resolve(member)));
    }

    private static String fileName(String member) {
        return member.substring(member.lastIndexOf('/') + 1);
    }

    /** The last folder and the name. */
    private static String shortName(String member) {
        int last = member.lastIndexOf('/');
        return member.substring(member.lastIndexOf('/', last - 1) + 1);
    }
}
