package io.github.dockerstrategy.maven.layout;

import io.github.dockerstrategy.engine.LayoutSource;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.ApplicationLayout;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.ExtraFiles;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.layout.NormalizedJars;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.maven.module.CompiledClasses;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.module.ModuleDependencies;
import io.github.dockerstrategy.maven.module.QuarkusModule;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.request.ExtraFilesReader;
import io.github.dockerstrategy.maven.request.ImageDefaults;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.MainClasses;
import io.github.dockerstrategy.project.StartClass;
import io.github.dockerstrategy.strategy.Assembler;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The layers of the module that this run of Maven has built. */
public final class ModuleLayout implements LayoutSource {

    private final GoalContext goal;
    private final Module module;
    private final BuildRequest request;
    private final Path cache;
    private final BuildLog log;

    public ModuleLayout(GoalContext goal, BuildRequest request, Path cache, BuildLog log) {
        this.goal = goal;
        this.module = new Module(goal);
        this.request = request;
        this.cache = cache;
        this.log = log;
    }

    @Override
    public Layout layOutExtras() {
        return new Layout(List.of(extras()));
    }

    private Layer extras() {
        return extraFiles().layer(defaults().modified());
    }

    @Override
    public Layout layOut(Optional<Path> artifact) {
        Application application = application(artifact);
        Layout layout = normalized(layers(application), application);
        // Docker extracts the layers that are laid out here, and follows the base image's links.
        if (goal.chosen().location() == BuildLocation.HOST
                && goal.chosen().assembler() == Assembler.DOCKER
                && !request.image().from().isEmpty()) {
            LinkedFolders.COMMON.refuse(layout);
        }
        if (request.image().from() instanceof BaseReference.Jlink) {
            return layout.onTopOf(new LinkedRuntime(goal, module, cache, log)
                    .layers(application, extras(), defaults().modified()));
        }
        return layout;
    }

    /** Of a reproducible build, jars are laid in as they are. */
    private Layout normalized(Layout layout, Application application) {
        if (application instanceof Application.FastJar) {
            return normalizedJars(ownJars(layout), Set.of()).of(layout);
        }
        if (defaults().isReproducible()) {
            return layout;
        }
        Set<Path> files = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Dependency dependency : dependencies(application)) {
            if (dependency.origin() == Dependency.Origin.PROJECT) {
                files.add(dependency.file());
                names.add(dependency.fileName());
            }
        }
        if (application instanceof Application.Packaged packaged
                && request.builder().artifact().isEmpty()) {
            files.add(packaged.archive());
        }
        return normalizedJars(files, names).of(layout);
    }

    private NormalizedJars normalizedJars(Set<Path> files, Set<String> names) {
        return new NormalizedJars(request.scratchFolder().resolve("jars"), files, names);
    }

    /** Quarkus writes the time of the build into the jars that it makes, also where the build should be reproducible. */
    private Set<Path> ownJars(Layout layout) {
        Set<String> own = defaults().isReproducible()
                ? Set.of(Layer.APPLICATION)
                : Set.of(Layer.APPLICATION, Layer.PROJECT_DEPENDENCIES);
        Set<Path> jars = new HashSet<>();
        for (Layer layer : layout.layers()) {
            for (Entry entry : layer.entries()) {
                if (own.contains(layer.name())
                        && entry.content() instanceof Entry.Content.Source source
                        && source.file().toString().endsWith(".jar")) {
                    jars.add(source.file());
                }
            }
        }
        return jars;
    }

    private static List<Dependency> dependencies(Application application) {
        if (application instanceof Application.Exploded exploded) {
            return exploded.dependencies();
        }
        if (application instanceof Application.War war) {
            return war.dependencies();
        }
        return application instanceof Application.Packaged packaged ? packaged.dependencies() : List.of();
    }

    /** The application's own layers, without a runtime linked below them: writes nothing. */
    public Layout applicationLayers() {
        return layers(application(Optional.empty()));
    }

    private Layout layers(Application application) {
        Launch launch = defaults().launch(request.image().from());
        Layout layout = new ApplicationLayout(
                        launch, request.split(), extraFiles(), defaults().modified())
                .of(application);
        for (String name : request.split().named().missingIn(layout)) {
            log.emptyLayer(name);
        }
        return layout;
    }

    /** Checked once more: only now is everything there that the build makes. */
    private ExtraFiles extraFiles() {
        ExtraFilesReader parameters = new ExtraFilesReader(goal);
        ExtraFiles files = parameters.read();
        if (!parameters.readsBase()) {
            files.check(request.image().from());
        }
        return files;
    }

    private ImageDefaults defaults() {
        return new ImageDefaults(goal, module);
    }

    private Application application(Optional<Path> elsewhere) {
        if (request.builder().artifact().isPresent()) {
            return built(
                    elsewhere.orElse(request.builder().artifact().get()),
                    request.builder().into());
        }
        if (!module.isBuilt()) {
            module.artifact().require();
        }
        if (request.kind() == ApplicationKind.FAST_JAR) {
            return new Application.FastJar(new QuarkusModule(goal).folder(), new ModuleDependencies(goal).resolve());
        }
        if (!defaults().isWar() && !isPackaged()) {
            return exploded();
        }
        Path artifact = module.artifact().require();
        List<Dependency> dependencies = new ModuleDependencies(goal).resolve();
        if (defaults().isWar()) {
            return new Application.War(artifact, dependencies);
        }
        // A war holds all that it needs; of Spring Boot's, the dependencies tell what the jars in it are called.
        boolean holdsAll = goal.project().getPackaging().equals("war") && !module.isSpringBoot();
        return new Application.Packaged(
                artifact,
                holdsAll ? List.of() : dependencies,
                classes(),
                typedMainClass().orElse(""),
                module.mainClass().orElse(""));
    }

    private Application exploded() {
        List<Dependency> dependencies = new ModuleDependencies(goal).resolve();
        Optional<String> told = typedMainClass().or(module::mainClass);
        told.ifPresent(name -> checkMainClass(name, dependencies));
        return new Application.Exploded(
                classes(),
                dependencies,
                told.orElseGet(() -> MainClasses.in(classes()).only()));
    }

    /** Not with an entrypoint of the user's own, which may start anything, and not with a class that extra files add. */
    private void checkMainClass(String name, List<Dependency> dependencies) {
        if (goal.parameters().container().entrypoint != null
                && !goal.parameters().container().entrypoint.isEmpty()) {
            return;
        }
        List<Path> classPath = new ArrayList<>(classes());
        dependencies.forEach(dependency -> classPath.add(dependency.file()));
        StartClass start = new StartClass(name, classPath);
        if (start.isFound() || !extrasHold(start.file())) {
            start.check();
        }
    }

    private boolean extrasHold(String classFile) {
        return layOutExtras().layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .anyMatch(entry -> entry.path().value().endsWith("/" + classFile));
    }

    private List<Path> classes() {
        return List.of(new CompiledClasses(goal).folder());
    }

    private Application built(Path artifact, Optional<ContainerPath> into) {
        if (isPackaged()) {
            return new Application.Packaged(
                    artifact,
                    List.of(),
                    List.of(),
                    typedMainClass().orElse(""),
                    module.mainClass().orElse(""));
        }
        return new Application.Artifact(artifact, into.orElse(ContainerPath.ROOT));
    }

    private boolean isPackaged() {
        return request.kind() == ApplicationKind.PACKAGED;
    }

    private Optional<String> typedMainClass() {
        return Optional.ofNullable(goal.parameters().container()).map(container -> container.mainClass);
    }
}
