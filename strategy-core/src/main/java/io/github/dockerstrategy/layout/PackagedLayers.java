package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Layers of a prebuilt jar that is run as it is: what its manifest says, is done. */
record PackagedLayers(Launch launch, DependencySplit split, Instant modified) {

    private static final String JAR = "app.jar";

    List<Layer> of(Application.Packaged application) {
        Archive archive = Archive.open(application.archive());
        if (BootLayers.made(archive)) {
            List<Layer> boot =
                    new BootLayers(launch.appRoot(), split, modified).of(archive, application.dependencies());
            String loader = archive.attribute("Main-Class").orElseThrow(() -> notRunnable(archive));
            return withLaunch(boot, List.of(launch.appRoot().value()), loader);
        }
        Optional<String> manifestPath = archive.attribute("Class-Path");
        if (manifestPath.isPresent()) {
            return withManifestClassPath(application, archive, manifestPath.get());
        }
        boolean alone = application.dependencies().isEmpty()
                || application.dependencies().stream().anyMatch(dependency -> isInside(dependency, archive));
        return withLibraries(alone ? List.of() : application.dependencies(), application, archive);
    }

    private List<Layer> withLibraries(
            List<Dependency> dependencies, Application.Packaged application, Archive archive) {
        ContainerPath libs = launch.appRoot().resolve("libs");
        Libraries libraries = Libraries.of(dependencies);
        List<String> classPath = new ArrayList<>();
        classPath.add(jar().value());
        classPath.addAll(libraries.classPath(libs));
        List<Layer> layers = new ArrayList<>(libraries.layers(split, libs, modified));
        layers.add(jarLayer(archive));
        return withLaunch(layers, classPath, mainClass(application, archive));
    }

    /** The JVM itself reads {@code Class-Path}, relative to the jar, so the jars have to lie where it says. */
    private List<Layer> withManifestClassPath(Application.Packaged application, Archive archive, String classPath) {
        SplitEntries beside = new SplitEntries(split);
        for (String element : classPath.strip().split("\\s+")) {
            Path file = find(element, application, archive);
            beside.add(
                    Entry.file(launch.appRoot().resolve(element), file, modified),
                    coordinates(file, application),
                    file);
        }
        List<Layer> layers = new ArrayList<>(beside.layers());
        layers.add(jarLayer(archive));
        return withLaunch(layers, List.of(jar().value()), mainClass(application, archive));
    }

    private static Coordinates coordinates(Path file, Application.Packaged application) {
        return application.dependencies().stream()
                .filter(dependency -> dependency.file().equals(file))
                .map(Dependency::coordinates)
                .findFirst()
                .orElseGet(() -> DependencySplit.guess(String.valueOf(file.getFileName())));
    }

    private List<Layer> withLaunch(List<Layer> layers, List<String> classPath, String mainClass) {
        List<Layer> all = new ArrayList<>(layers);
        if (launch.argumentFile()) {
            Entry file = Entry.text(launch.file(), launch.text(classPath, List.of(mainClass)), modified);
            all.add(all.size() - 1, new Layer(Layer.LAUNCH, List.of(file)));
        }
        return all;
    }

    private Layer jarLayer(Archive archive) {
        return new Layer(Layer.APPLICATION, List.of(Entry.file(jar(), archive.file(), modified)));
    }

    private ContainerPath jar() {
        return launch.appRoot().resolve(JAR);
    }

    private static String mainClass(Application.Packaged application, Archive archive) {
        return archive.attribute("Main-Class")
                .or(() -> Optional.of(application.mainClass()).filter(name -> !name.isEmpty()))
                .orElseThrow(() -> notRunnable(archive));
    }

    private static Path find(String element, Application.Packaged application, Archive archive) {
        String fileName = element.substring(element.lastIndexOf('/') + 1);
        return application.dependencies().stream()
                .filter(dependency -> dependency.fileName().equals(fileName)
                        || dependency.file().getFileName().toString().equals(fileName))
                .map(Dependency::file)
                .findFirst()
                .or(() -> Optional.of(archive.file().resolveSibling(element)).filter(Files::isRegularFile))
                .orElseThrow(
                        () -> new ProblemException(
                                Problem.of(
                                        "missing-class-path-jar",
                                        "The manifest's Class-Path names '" + element
                                                + "', which is neither a dependency of the module nor a file beside the jar.",
                                        archive.file().toString(),
                                        "add the dependency, correct the jar plugin's <manifest>, or use <containerizingMode>exploded</containerizingMode>")));
    }

    /** A shaded jar holds its dependencies: one sign of any of them is enough, relocated ones leave none. */
    private static boolean isInside(Dependency dependency, Archive archive) {
        String pom = "META-INF/maven/" + dependency.coordinates().groupId() + "/"
                + dependency.coordinates().artifactId() + "/pom.properties";
        if (archive.has(pom)) {
            return true;
        }
        return Files.isRegularFile(dependency.file())
                && Archive.open(dependency.file()).members().stream()
                        .filter(member -> member.endsWith(".class") && member.indexOf('/') > 0)
                        .findFirst()
                        .filter(archive::has)
                        .isPresent();
    }

    private static ProblemException notRunnable(Archive archive) {
        return new ProblemException(Problem.of(
                "jar-not-runnable",
                "The jar's manifest has no Main-Class.",
                archive.file().toString(),
                "configure <manifest><mainClass> in the jar plugin, or set <container><mainClass>"));
    }
}
