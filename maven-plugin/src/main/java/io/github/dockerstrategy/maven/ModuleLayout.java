package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.engine.LayoutSource;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.ApplicationLayout;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.MainClasses;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The layers of the module that this run of Maven has built. */
final class ModuleLayout implements LayoutSource {

    private final AbstractImageMojo mojo;
    private final Module module;
    private final BuildRequest request;
    private final Path cache;
    private final BuildLog log;

    ModuleLayout(AbstractImageMojo mojo, BuildRequest request, Path cache, BuildLog log) {
        this.mojo = mojo;
        this.module = new Module(mojo);
        this.request = request;
        this.cache = cache;
        this.log = log;
    }

    @Override
    public Layout layOutExtras() {
        return new Layout(
                List.of(new ExtraFilesParameters(mojo).read().layer(defaults().modified())));
    }

    @Override
    public Layout layOut(Optional<Path> artifact) {
        Application application = application(artifact);
        Layout layout = layers(application);
        if (request.image().from() instanceof BaseImage.Jlink) {
            return layout.onTopOf(new LinkedRuntime(mojo, module, cache, log)
                    .layers(application, defaults().modified()));
        }
        return layout;
    }

    /** The application's own layers, without a runtime linked below them: writes nothing. */
    Layout applicationLayers() {
        return layers(application(Optional.empty()));
    }

    private Layout layers(Application application) {
        Launch launch = defaults().launch(request.image().from());
        Layout layout = new ApplicationLayout(
                        launch,
                        request.split(),
                        new ExtraFilesParameters(mojo).read(),
                        defaults().modified())
                .of(application);
        for (String name : request.split().named().missingIn(layout)) {
            log.warn("There is nothing for the layer '" + name
                    + "': neither a dependency nor a path is as <layers> says.");
        }
        return layout;
    }

    private ContainerDefaults defaults() {
        return new ContainerDefaults(mojo, module);
    }

    private Application application(Optional<Path> elsewhere) {
        if (request.builder().artifact().isPresent()) {
            return built(
                    elsewhere.orElse(request.builder().artifact().get()),
                    request.builder().into());
        }
        Path artifact = module.artifact()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "missing-artifact",
                        "The module has no artifact: nothing was packaged in this run.",
                        mojo.project.getFile().toString(),
                        "run the phase package first: mvn package docker-strategy:build")));
        List<Dependency> dependencies = new ModuleDependencies(mojo).resolve();
        if (mojo.project.getPackaging().equals("war")) {
            return new Application.War(artifact, dependencies);
        }
        if (isPackaged()) {
            return new Application.Packaged(
                    artifact, dependencies, configuredMainClass().orElse(""));
        }
        List<Path> roots = List.of(Path.of(mojo.project.getBuild().getOutputDirectory()));
        return new Application.Exploded(
                roots,
                dependencies,
                configuredMainClass().orElseGet(() -> MainClasses.in(roots).only()));
    }

    private Application built(Path artifact, Optional<ContainerPath> into) {
        if (isPackaged()) {
            return new Application.Packaged(
                    artifact, new ArrayList<>(), configuredMainClass().orElse(""));
        }
        return new Application.Artifact(artifact, into.orElse(ContainerPath.ROOT));
    }

    private boolean isPackaged() {
        return mojo.containerizingMode.equals("packaged");
    }

    private Optional<String> configuredMainClass() {
        return mojo.container != null && mojo.container.mainClass != null
                ? Optional.of(mojo.container.mainClass)
                : module.mainClass();
    }
}
