package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.layout.StagedLayers;
import io.github.dockerstrategy.strategy.ContainerBuild.Form;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.strategy.Step.LayOut;
import io.github.dockerstrategy.strategy.Step.LoadLayers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Built in a builder image, assembled without a daemon: a hermetic build, a reproducible image. */
public final class BuilderJibStrategy implements Strategy {

    static final String NAME = "builder-jib";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "build in a container, assemble without a daemon";
    }

    @Override
    public BuildLocation location() {
        return BuildLocation.BUILDER_IMAGE;
    }

    @Override
    public Assembler assembler() {
        return Assembler.DAEMONLESS;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        Optional<Path> artifact = request.builder().artifact();
        // It goes where the host's build would have put it: below the build folder, never among the sources.
        Path into = artifact.map(
                        path -> request.scratchFolder().resolve("artifact").resolve(String.valueOf(path.getFileName())))
                .orElse(request.layersFolder());
        List<Step> steps = new ArrayList<>(BuilderImage.steps(request, Form.FOLDERS, into));
        steps.add(
                artifact.isPresent()
                        ? new LayOut(Optional.of(into))
                        : new LoadLayers(into.resolve(StagedLayers.INDEX)));
        steps.add(AssembleImage.of(request));
        return new BuildPlan(this, steps);
    }
}
