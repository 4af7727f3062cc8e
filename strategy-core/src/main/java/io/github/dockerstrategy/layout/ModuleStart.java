package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.JavaModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The start of an application as a Java module.
 *
 * @param modulePath jars and folders in the image that are resolved as modules
 * @param classPath all others
 * @param addModules what is resolved besides the main module and what it needs
 * @param main {@code module/class}
 */
record ModuleStart(List<String> modulePath, List<String> classPath, List<String> addModules, String main) {

    /** Java releases from which the view of a multi-release jar is the same, as far as module descriptors go. */
    private static final int RELEASE = 17;

    private static final String ALL = "ALL-DEFAULT";

    /** The same with entries in front of the class path; they do not say which modules of the Java runtime they need. */
    ModuleStart behind(List<String> entries) {
        List<String> add = addModules.contains(ALL)
                ? addModules
                : Stream.concat(Stream.of(ALL), addModules.stream()).toList();
        return new ModuleStart(
                modulePath, Stream.concat(entries.stream(), classPath.stream()).toList(), add, main);
    }

    /**
     * @param main {@code module/class}
     * @param application the module that the application itself is, if it is one
     * @param place its path in the image
     * @param libraries files of all other jars, by their place in the image, in class path order
     */
    static ModuleStart of(String main, Optional<JavaModule> application, String place, Map<String, Path> libraries) {
        Map<String, JavaModule> modules = modules(application, libraries);
        JavaModule mainModule = Stream.concat(application.stream(), modules.values().stream())
                .filter(module -> module.name().equals(JavaModule.moduleOf(main)))
                .findFirst()
                .orElseThrow(() -> unknown(main, application));
        List<JavaModule> roots = new ArrayList<>(List.of(mainModule));
        application.filter(module -> !module.equals(mainModule)).ifPresent(roots::add);
        ModuleGraph graph = ModuleGraph.of(roots, List.copyOf(modules.values()));
        List<String> modulePath = new ArrayList<>();
        List<String> classPath = new ArrayList<>();
        (application.isPresent() ? modulePath : classPath).add(place);
        for (String library : libraries.keySet()) {
            boolean resolved = modules.containsKey(library)
                    && graph.resolved().contains(modules.get(library).name());
            (resolved ? modulePath : classPath).add(library);
        }
        List<String> addModules = new ArrayList<>();
        if (graph.automatic() || !classPath.isEmpty()) {
            // They do not say which modules of the Java runtime they need.
            addModules.add(ALL);
        }
        roots.stream().skip(1).map(JavaModule::name).forEach(addModules::add);
        return new ModuleStart(modulePath, classPath, addModules, main);
    }

    /** Arguments of {@code java}. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--module-path", String.join(":", modulePath)));
        if (!classPath.isEmpty()) {
            arguments.addAll(List.of("-cp", String.join(":", classPath)));
        }
        if (!addModules.isEmpty()) {
            arguments.addAll(List.of("--add-modules", String.join(",", addModules)));
        }
        arguments.addAll(List.of("--module", main));
        return arguments;
    }

    /** By the jar's place; the first of a name counts, and what no module can be made of is none. */
    private static Map<String, JavaModule> modules(Optional<JavaModule> application, Map<String, Path> libraries) {
        Map<String, JavaModule> modules = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        application.ifPresent(module -> names.add(module.name()));
        libraries.forEach((place, file) -> module(place, file)
                .filter(module -> names.add(module.name()))
                .ifPresent(module -> modules.put(place, module)));
        return modules;
    }

    private static Optional<JavaModule> module(String place, Path file) {
        try {
            return JavaModule.ofJar(file, place.substring(place.lastIndexOf('/') + 1), RELEASE);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ProblemException unknown(String main, Optional<JavaModule> application) {
        return new ProblemException(Problem.of(
                "unknown-module",
                "There is no module '" + JavaModule.moduleOf(main) + "'.",
                parameter("container.mainClass"),
                application
                        .map(module -> "this application is the module '" + module.name() + "': "
                                + setting("container.mainClass", module.name() + "/" + JavaModule.classOf(main)))
                        .orElse("this application is no module: "
                                + setting("container.mainClass", JavaModule.classOf(main)))));
    }
}
