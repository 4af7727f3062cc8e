package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What the {@code Class-Path} of a jar's manifest names, laid where the JVM looks for it: relative to the jar. Like the JVM, it passes over
 * what is not there or no archive, and over folders outside the jar's.
 *
 * @param jars jars by their place in the image
 * @param files files of folders that lie beside the jar and are named, by their place in the image
 * @param dependencies which of the module's dependencies are among the jars
 * @param complete whether every jar that is named was found
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#class-path-attribute">Class-Path Attribute</a>
 */
record ManifestClassPath(
        Map<ContainerPath, Path> jars, Map<ContainerPath, Path> files, Set<Dependency> dependencies, boolean complete) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern TIMESTAMP = Pattern.compile("-\\d{8}\\.\\d{6}-\\d+(?=[-.])");

    /** Reads the manifest of {@code archive}, which goes to {@code folder}. */
    static ManifestClassPath of(Archive archive, List<Dependency> dependencies, ContainerPath folder) {
        Map<ContainerPath, Path> jars = new LinkedHashMap<>();
        Map<ContainerPath, Path> files = new LinkedHashMap<>();
        Set<Dependency> named = new LinkedHashSet<>();
        boolean complete = true;
        String text = archive.attribute("Class-Path").orElse("");
        for (String url : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            String element = decoded(url);
            if (SCHEME.matcher(element).matches() || element.startsWith("/")) {
                complete = false;
            } else if (leaves(archive, element, folder)) {
                refuseFile(archive, element, dependencies);
                complete = false;
            } else if (element.endsWith("/") || element.equals(".") || element.equals("..")) {
                beside(archive, element)
                        // The folder that the archive was built into holds much else.
                        .filter(found ->
                                !archive.file().toAbsolutePath().normalize().startsWith(found))
                        .ifPresent(found -> addFiles(found, folder.resolve(element), files));
            } else {
                Optional<Dependency> dependency = find(element, dependencies, archive);
                dependency.ifPresent(named::add);
                Optional<Path> jar = dependency
                        .map(Dependency::file)
                        .or(() -> beside(archive, element).filter(ManifestClassPath::isArchive));
                jar.ifPresent(found -> jars.putIfAbsent(folder.resolve(element), found));
                complete &= jar.isPresent();
            }
        }
        files.keySet().removeAll(jars.keySet());
        return new ManifestClassPath(jars, files, named, complete);
    }

    /** Whether an element leads out of the jar's folder, on the host or in the image. */
    private static boolean leaves(Archive archive, String element, ContainerPath folder) {
        ContainerPath place = folder.resolve(element);
        Path beside = archive.file().toAbsolutePath().normalize().resolveSibling("");
        return !(place.equals(folder) || place.isBelow(folder))
                || place(archive, element)
                        .filter(found -> !found.startsWith(beside))
                        .isPresent();
    }

    /** An archive must not choose files of the host. A dependency comes from Maven, and is among the libraries. */
    private static void refuseFile(Archive archive, String element, List<Dependency> dependencies) {
        boolean exists = beside(archive, element).filter(Files::isRegularFile).isPresent();
        if (exists && find(element, dependencies, archive).isEmpty()) {
            throw new ProblemException(Problem.of(
                    "class-path-outside",
                    "The Class-Path in the manifest of '" + archive.file() + "' names '" + element
                            + "', which lies outside the archive's folder.",
                    "",
                    "declare it as a dependency, or put it below the archive's folder and name it there"));
        }
    }

    /** Dependencies that the manifest does not name, where it does not name them all. */
    List<Dependency> missing(List<Dependency> all) {
        if (complete && !dependencies.isEmpty() && !hasNamesake(all)) {
            return List.of();
        }
        return all.stream()
                .filter(dependency -> !dependencies.contains(dependency))
                .toList();
    }

    Coordinates coordinates(Path jar) {
        return dependencies.stream()
                .filter(dependency -> dependency.file().equals(jar))
                .map(Dependency::coordinates)
                .findFirst()
                .orElseGet(() -> Coordinates.guess(String.valueOf(jar.getFileName())));
    }

    /** Whether a jar that is named has the file name of one that is not: one place can hold only one of them. */
    private boolean hasNamesake(List<Dependency> all) {
        return all.stream()
                .filter(dependency -> !dependencies.contains(dependency))
                .anyMatch(other ->
                        dependencies.stream().anyMatch(named -> named.fileName().equals(other.fileName())));
    }

    private static String decoded(String url) {
        try {
            return url.contains("%") ? URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8) : url;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    /**
     * Of dependencies with one file name, the one whose group the path names, as in a repository. A snapshot may be named by its base
     * version or by its timestamp.
     */
    private static Optional<Dependency> find(String element, List<Dependency> dependencies, Archive archive) {
        String name = element.substring(element.lastIndexOf('/') + 1);
        String baseName = TIMESTAMP.matcher(name).replaceFirst("-SNAPSHOT");
        List<Dependency> found = dependencies.stream()
                .filter(dependency -> Stream.of(dependency, dependency.withQualifiedName())
                                .map(Dependency::fileName)
                                .anyMatch(known -> known.equals(name) || known.equals(baseName))
                        || String.valueOf(dependency.file().getFileName()).equals(name))
                .toList();
        if (found.size() < 2) {
            return found.stream().findFirst();
        }
        if (beside(archive, element).filter(Files::isRegularFile).isPresent()) {
            return sameFile(beside(archive, element).get(), found);
        }
        return found.stream().max(Comparator.comparing(dependency -> likeness(element, dependency)));
    }

    private static Optional<Dependency> sameFile(Path file, List<Dependency> dependencies) {
        return dependencies.stream()
                .filter(dependency -> {
                    try {
                        return Files.mismatch(file, dependency.file()) < 0;
                    } catch (IOException e) {
                        return false;
                    }
                })
                .findFirst();
    }

    /** The longer the part of the group that the path names, the more alike. */
    private static int likeness(String element, Dependency dependency) {
        String group = dependency.coordinates().groupId();
        String path = "/" + element;
        boolean named = path.contains("/" + group.replace('.', '/') + "/")
                || path.contains("/" + group + "/")
                || path.contains("/" + group + ".");
        return named ? group.length() : 0;
    }

    private static Optional<Path> beside(Archive archive, String element) {
        return place(archive, element).filter(Files::exists);
    }

    /** The JVM opens nothing else: any other file would be in the image for nothing. */
    private static boolean isArchive(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            new ZipFile(file.toFile()).close();
            return true;
        } catch (IOException e) {
            if (file.toString().endsWith(".jar")) {
                throw new ProblemException(
                        Problem.of(
                                "broken-archive",
                                "'" + file + "', which a Class-Path names, is no jar that can be read: "
                                        + e.getMessage() + ".",
                                "",
                                "build it again"),
                        e);
            }
            return false;
        }
    }

    private static Optional<Path> place(Archive archive, String element) {
        try {
            return Optional.of(
                    archive.file().toAbsolutePath().resolveSibling(element).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void addFiles(Path folder, ContainerPath into, Map<ContainerPath, Path> files) {
        new FileTree(folder, "Class-Path in the archive's manifest")
                .nodes().stream()
                        .filter(node -> !node.isFolder())
                        .forEach(node -> files.putIfAbsent(into.resolve(node.name()), folder.resolve(node.path())));
    }
}
