package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.group;
import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.JavaModule;
import io.github.dockerstrategy.project.MainClasses;
import io.github.dockerstrategy.project.StartClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Layers of a prebuilt jar that is run as it is: what its manifest says, is done. */
record PackagedLayers(Launch launch, DependencyLayering split, Instant modified) {

    private static final String JAR = "app.jar";
    private static final String MAIN_CLASS = "Main-Class";
    private static final String CLASS = ".class";
    private static final String QUARKUS = "io.quarkus.bootstrap.runner.";

    List<Layer> of(Application.Packaged application) {
        Archive archive = Archive.open(application.archive());
        if (BootLayers.made(archive)) {
            List<Layer> boot =
                    new BootLayers(launch.appRoot(), split, modified).of(archive, application.dependencies());
            Entry start = launch.entry(
                    List.of(launch.appRoot()), Set.of(launch.appRoot()), loader(application, archive), modified);
            refuseReplaced(start.path(), boot, archive);
            return withLaunch(boot, start);
        }
        ManifestClassPath named = ManifestClassPath.of(archive, application.dependencies(), launch.appRoot());
        List<Dependency> missing = named.missing(application.dependencies());
        List<Dependency> outside = new ShadedJar(archive, application.classes()).missing(missing);
        boolean shaded = outside.size() < missing.size();
        Libraries libraries = Libraries.of(outside);
        ContainerPath libs = launch.appRoot().resolve("libs");

        // The JVM itself reads the manifest's class path, behind the jar.
        List<ContainerPath> classPath = new ArrayList<>();
        classPath.add(jar());
        classPath.addAll(libraries.classPath(libs));
        List<Layer> layers = new ArrayList<>(join(named(named), libraries.layers(split, libs, modified)));
        layers.add(applicationLayer(archive, named));
        String mainClass = mainClass(application, archive);
        check(mainClass, archive, named, libraries);
        Entry start = shaded
                ? launch.entry(classPath, Set.of(), mainClass, modified)
                : start(mainClass, application, archive, named, libraries)
                        .map(module -> Entry.text(launch.file(), launch.text(module), modified))
                        .orElseGet(() -> launch.entry(classPath, Set.of(), mainClass, modified));
        refuseReplaced(start.path(), layers, archive);
        return withLaunch(layers, start);
    }

    /** Else a member would say how the application is started. */
    private static void refuseReplaced(ContainerPath start, List<Layer> layers, Archive archive) {
        boolean replaced = layers.stream()
                .flatMap(layer -> layer.entries().stream())
                .map(Entry::path)
                .anyMatch(path -> path.equals(start) || path.isBelow(start));
        if (replaced) {
            throw archive.unsafe(
                    start.fileName(), "it would replace the file that says how the application is started");
        }
    }

    /**
     * A jar that is the module's own module is started as one. One that holds its dependencies is none: the descriptor in it may be of any of
     * them. Folders of the manifest's class path are on no path of a module.
     */
    private Optional<ModuleStart> start(
            String mainClass,
            Application.Packaged application,
            Archive archive,
            ManifestClassPath named,
            Libraries libraries) {
        boolean typed = !JavaModule.moduleOf(mainClass).isEmpty();
        Optional<JavaModule> own = archive.has(JavaModule.DESCRIPTOR) ? module(archive) : Optional.empty();
        boolean isOwn = application.classes().stream()
                .anyMatch(folder -> JavaModule.ofFolder(folder).equals(own));
        boolean wanted = typed || (own.isPresent() && isOwn && archive.has(classFile(mainClass)));
        if (!wanted
                || !launch.modules()
                || !launch.argumentFile()
                || !named.files().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Path> jars = new LinkedHashMap<>();
        named.jars().forEach((place, file) -> jars.put(place.value(), file));
        jars.putAll(libraries.byPlace(launch.appRoot().resolve("libs")));
        String main = typed ? mainClass : own.orElseThrow().name() + "/" + mainClass;
        return Optional.of(ModuleStart.of(main, own, jar().value(), jars));
    }

    private static Optional<JavaModule> module(Archive archive) {
        try {
            return JavaModule.ofJar(archive.file(), JAR, 9);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the archive " + archive.file(), e);
        }
    }

    /** Where the manifest names jars that are not there, a container may have them from elsewhere. */
    private static void check(String mainClass, Archive archive, ManifestClassPath named, Libraries libraries) {
        if (mainClass.startsWith(QUARKUS)) {
            throw new ProblemException(Problem.of(
                    "quarkus-jar-alone",
                    "Quarkus starts '" + archive.file().getFileName() + "' only together with the folders beside it.",
                    parameter("artifact") + ", " + parameter("containerizingMode"),
                    "leave out " + parameter("artifact")
                            + " where this module's build makes the folder; else take all of it: "
                            + group("builder", "artifact", "target/quarkus-app/", "into", "/app/")
                            + " with "
                            + group(
                                    "container.entrypoint",
                                    "arg",
                                    "java",
                                    "arg",
                                    "-jar",
                                    "arg",
                                    "/app/quarkus-run.jar")));
        }
        List<Path> classPath = new ArrayList<>(List.of(archive.file()));
        classPath.addAll(named.jars().values());
        classPath.addAll(libraries.files());
        StartClass start = new StartClass(mainClass, classPath);
        if (named.complete() || start.isFound()) {
            start.check();
        }
    }

    private List<Layer> named(ManifestClassPath named) {
        SplitEntries beside = new SplitEntries(split);
        named.jars().forEach((place, jar) -> beside.add(Entry.file(place, jar, modified), named.coordinates(jar), jar));
        return beside.layers();
    }

    /** Layers of one name become one, in the order of {@code others}, which have all of the names. */
    private static List<Layer> join(List<Layer> some, List<Layer> others) {
        List<Layer> all = new ArrayList<>();
        for (Layer other : others) {
            List<Entry> entries = new ArrayList<>(other.entries());
            some.stream()
                    .filter(layer -> layer.name().equals(other.name()))
                    .forEach(layer -> entries.addAll(layer.entries()));
            all.add(Layer.ofLastWins(other.name(), entries));
        }
        return all;
    }

    private static List<Layer> withLaunch(List<Layer> layers, Entry start) {
        List<Layer> all = new ArrayList<>(layers);
        all.add(all.size() - 1, new Layer(Layer.LAUNCH, List.of(start)));
        return all;
    }

    private Layer applicationLayer(Archive archive, ManifestClassPath named) {
        List<Entry> entries = new ArrayList<>();
        named.files().forEach((place, file) -> entries.add(Entry.file(place, file, modified)));
        entries.add(Entry.file(jar(), archive.file(), modified));
        return Layer.ofLastWins(Layer.APPLICATION, entries);
    }

    private ContainerPath jar() {
        return launch.appRoot().resolve(JAR);
    }

    /** Spring Boot's loader starts the {@code Start-Class}; a class of the loader itself can be named instead. */
    private static String loader(Application.Packaged application, Archive archive) {
        String named = application.mainClass();
        if (!named.isEmpty() && archive.has(classFile(named))) {
            return named;
        }
        Optional<String> started = archive.attribute("Start-Class");
        if (!named.isEmpty() && started.filter(named::equals).isEmpty()) {
            throw new ProblemException(Problem.of(
                    "main-class-not-started",
                    "Spring Boot's loader starts " + started.orElse("no class") + ", not '" + named + "'.",
                    parameter("container.mainClass"),
                    "leave it out and name the class as " + buildTool(BuildToolTerm.BOOT_MAIN_CLASS) + ", or use "
                            + setting("containerizingMode", "exploded")));
        }
        String loader = archive.attribute(MAIN_CLASS).orElseThrow(() -> notRunnable(archive));
        if (!loader.endsWith("PropertiesLauncher")) {
            started.ifPresent(name -> checkStarted(name, application, archive));
        }
        return loader;
    }

    /** Of an archive that another build made, it is not known which of its jars contains a class. */
    private static void checkStarted(String name, Application.Packaged application, Archive archive) {
        String folder = archive.attribute("Spring-Boot-Classes").orElse("");
        if (archive.has(folder + classFile(name)) || application.dependencies().isEmpty()) {
            return;
        }
        List<Path> classPath = new ArrayList<>(application.classes());
        application.dependencies().forEach(dependency -> classPath.add(dependency.file()));
        new StartClass(name, classPath).check();
    }

    private static String mainClass(Application.Packaged application, Archive archive) {
        return Optional.of(application.mainClass())
                .filter(PackagedLayers::isSaid)
                .or(() -> archive.attribute(MAIN_CLASS))
                .or(() -> Optional.of(application.fallback()).filter(PackagedLayers::isSaid))
                .orElseGet(() -> onlyMainClass(application, archive));
    }

    private static boolean isSaid(String name) {
        return !name.isEmpty();
    }

    private static String onlyMainClass(Application.Packaged application, Archive archive) {
        MainClasses found =
                MainClasses.in(application.classes().isEmpty() ? List.of(archive.file()) : application.classes());
        if (found.all().isEmpty()) {
            throw notRunnable(archive);
        }
        return found.only();
    }

    private static String classFile(String name) {
        return name.replace('.', '/') + CLASS;
    }

    private static ProblemException notRunnable(Archive archive) {
        return new ProblemException(Problem.of(
                "jar-not-runnable",
                "The jar's manifest has no Main-Class, and there is no class with a main method.",
                archive.file().toString(),
                "configure " + buildTool(BuildToolTerm.JAR_MAIN_CLASS) + ", or set "
                        + parameter("container.mainClass")));
    }
}
