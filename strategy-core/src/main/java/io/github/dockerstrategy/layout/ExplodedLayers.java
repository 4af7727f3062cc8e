package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.JavaModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Layers of classes and resources in folders: an edited class moves a few kilobytes, not a jar.
 *
 * @param extras extra files: those in the application's folders are on its class path, like with Jib
 */
record ExplodedLayers(Launch launch, DependencyLayering split, Instant modified, Layer extras) {

    List<Layer> of(Application.Exploded application) {
        ContainerPath libs = launch.appRoot().resolve("libs");
        Libraries libraries = Libraries.of(application.dependencies());
        SortedMap<String, Path> files = files(application.roots());
        ClassFolders folders = ClassFolders.of(launch.appRoot(), files.keySet());
        List<Entry> resourceFiles = new ArrayList<>();
        List<Entry> classFiles = new ArrayList<>();
        files.forEach((relative, file) -> (ClassFolders.isClass(relative) ? classFiles : resourceFiles)
                .add(Entry.file(folders.place(relative), file, modified)));
        Layer resourceLayer = new Layer(Layer.RESOURCES, resourceFiles);
        Layer classLayer = new Layer(Layer.CLASSES, classFiles);

        List<Layer> layers = new ArrayList<>(libraries.layers(split, libs, modified));
        ContainerPath resources = launch.appRoot().resolve("resources");
        Entry start = module(application, folders, libraries.byPlace(libs))
                .map(module -> Entry.text(launch.file(), launch.text(module), modified))
                .orElseGet(() -> launch.entry(
                        classPath(folders, resources, !resourceLayer.isEmpty(), libraries.classPath(libs), libs),
                        Set.of(resources, folders.classes()),
                        application.mainClass(),
                        modified));
        layers.add(new Layer(Layer.LAUNCH, List.of(start)));
        layers.add(resourceLayer);
        layers.add(classLayer);
        return layers;
    }

    private List<ContainerPath> classPath(
            ClassFolders folders,
            ContainerPath resources,
            boolean hasResources,
            List<ContainerPath> jars,
            ContainerPath libs) {
        boolean extraResources =
                extras.entries().stream().anyMatch(entry -> entry.path().isBelow(resources));
        List<ContainerPath> classPath = new ArrayList<>();
        if (extraResources || (hasResources && !folders.isOne())) {
            classPath.add(resources);
        }
        classPath.add(folders.classes());
        classPath.addAll(jars);
        extras.entries().stream()
                .filter(entry -> !entry.isDirectory() && entry.path().value().endsWith(".jar"))
                .map(Entry::path)
                .filter(jar -> jar.parent().filter(libs::equals).isPresent())
                .filter(jar -> !jars.contains(jar))
                .forEach(classPath::add);
        return classPath;
    }

    /** A class that is not the module's own, such as the starter of a framework, finds all it needs on the class path only. */
    private Optional<ModuleStart> module(
            Application.Exploded application, ClassFolders folders, Map<String, Path> libraries) {
        String mainClass = application.mainClass();
        if (!launch.modules() || !launch.argumentFile()) {
            return Optional.empty();
        }
        Optional<JavaModule> own = application.roots().stream()
                .map(JavaModule::ofFolder)
                .flatMap(Optional::stream)
                .findFirst();
        String main = JavaModule.moduleOf(mainClass).isEmpty()
                ? own.filter(module -> isOwn(mainClass, application))
                        .map(module -> module.name() + "/" + mainClass)
                        .orElse("")
                : mainClass;
        return main.isEmpty()
                ? Optional.empty()
                : Optional.of(ModuleStart.of(main, own, folders.classes().value(), libraries));
    }

    private static boolean isOwn(String className, Application.Exploded application) {
        String file = className.replace('.', '/') + ".class";
        return application.roots().stream().anyMatch(root -> Files.isRegularFile(root.resolve(file)));
    }

    /** All classes and resources, by their path relative to their root; an earlier root hides a later one, as on the class path. */
    private static SortedMap<String, Path> files(List<Path> roots) {
        SortedMap<String, Path> all = new TreeMap<>();
        for (Path root : roots) {
            new FileTree(root, "classes")
                    .nodes().stream()
                            .filter(node -> !node.isFolder())
                            .forEach(node -> all.putIfAbsent(node.name(), root.resolve(node.path())));
        }
        return all;
    }
}
